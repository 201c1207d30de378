// What Slack takes, in UTF-16 units where text is meant, and what of it we use. Slack documents most of these at
// https://docs.slack.dev/reference/block-kit and in the type declarations of @slack/types and @slack/web-api.

/** https://docs.slack.dev/reference/block-kit/blocks */
export const BLOCKS_PER_MESSAGE = 50;
/** https://docs.slack.dev/reference/views */
export const BLOCKS_PER_VIEW = 100;
/**
 * Text in all blocks of one message; beyond it comes `msg_blocks_too_long`. Slack does not document it: messages
 * were refused from 11,341 characters on (https://github.com/slackapi/bolt-js/issues/2867).
 */
export const TEXT_PER_MESSAGE = 10_000;
/** Best at most 4,000 (https://docs.slack.dev/reference/methods/chat.postMessage); an edit is refused beyond it. */
export const FALLBACK_TEXT = 3_000;
/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const TEXT_OBJECT = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
export const CONTEXT_ELEMENTS = 10;
/** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const BUTTONS_PER_BLOCK = 25;
/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const BUTTON_TEXT = 75;
export const BUTTON_VALUE = 2_000;
/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const CONFIRM_TITLE = 100;
export const CONFIRM_TEXT = 300;
export const CONFIRM_BUTTON = 30;
/** https://docs.slack.dev/reference/block-kit/blocks/image-block */
export const IMAGE_URL = 3_000;
export const IMAGE_ALT = 2_000;
/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const INPUT_TEXT = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/block-kit-blocks: block_id and action_id. */
export const BLOCK_ID = 255;
/** https://docs.slack.dev/reference/views: private_metadata of a modal. */
export const PRIVATE_METADATA = 3_000;
/** The URL of a link; Slack names no limit for rich text, so the one of buttons counts. */
export const LINK_URL = 3_000;

// Our own, so that a message can be read.
export const TITLE = 300;
export const LIST_ITEM = 600;
export const LIST_ITEMS = 200;
/** The addresses of all links of a message together. */
export const LINKS_PER_MESSAGE = 40_000;
/** The labels and confirmations of all buttons of a message together. */
export const BUTTONS_TEXT = 3_000;
