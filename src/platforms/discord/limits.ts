/** Lengths are in UTF-16 units, which never are fewer than the characters that Discord counts. */

// https://docs.discord.com/developers/resources/message#embed-object-embed-limits
export const TITLE = 256;
export const DESCRIPTION = 4096;
/** All texts of a message's embeds together. */
export const EMBED_SUM = 6000;
// https://docs.discord.com/developers/resources/message#create-message
export const CONTENT = 2000;
export const NONCE = 25;
// https://docs.discord.com/developers/components/reference#button
export const CUSTOM_ID = 100;
export const LABEL = 80;
export const BUTTONS_IN_ROW = 5;
export const ROWS = 5;
// https://docs.discord.com/developers/interactions/application-commands#application-command-object
export const COMMAND_DESCRIPTION = 100;
export const COMMAND_CHOICES = 25;
/** All names, descriptions and choices of one command together. */
export const COMMAND_SUM = 8000;
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete
export const CHOICES = 25;
export const CHOICE = 100;
// https://docs.discord.com/developers/components/reference#label and #text-input
export const MODAL_TITLE = 45;
export const MODAL_FIELDS = 5;
export const FIELD_LABEL = 45;
export const FIELD_DESCRIPTION = 100;
export const FIELD_PLACEHOLDER = 100;
export const FIELD_VALUE = 4000;
// https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel
export const THREAD_NAME = 100;
/** What browsers and Discord take as an address of an embed. */
export const URL_LENGTH = 2048;

// Our own, so that a message stays small and one long text leaves room for the rest.
export const FOOTER = 512;
export const TEXT = 2000;
export const ITEM = 700;
export const LINK = 1024;
