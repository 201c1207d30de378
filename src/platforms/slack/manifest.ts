import type { webApi } from "@slack/bolt";
import { CHANNEL_LOST, CHANNEL_MENDED, SHORTCUT, SPACE_LOST } from "./listeners.ts";

type Manifest = webApi.AppsManifestCreateArguments["manifest"];

/** Why the app asks for each scope. */
export const SCOPES = {
  "app_mentions:read": "to answer when somebody writes @Newshound in a channel",
  "channels:read": "to name channels, and to see whether it is in them and whether they are archived",
  "chat:write": "to post alerts and answers",
  "chat:write.public": "to post in public channels without an invitation",
  commands: "for /news, the buttons and the shortcut",
  "groups:read": "the same as channels:read, in private channels that invited it",
  "im:history": "to read what is written to it in direct messages",
  "users:read": "to see who is an admin, and what people are called",
} as const;

/** Why the app may ask for more; without them an answer of Slack that is lost can lead to an alert posted twice. */
export const OPTIONAL_SCOPES = {
  "channels:history": "to see in a public channel whether an alert arrived, when Slack's answer was lost",
  "groups:history": "the same in private channels",
} as const;

const keysOf = <T extends object>(table: T) => Object.keys(table) as (keyof T)[];

/** The Slack app, as https://api.slack.com/apps takes it; `config/slack.manifest.yaml` is made of it. */
export const manifest = {
  display_information: {
    name: "Newshound",
    description: "Watches the news for words and tells your channels, once per story.",
    background_color: "#1d3557",
  },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: "Newshound", always_online: true },
    shortcuts: [
      {
        name: "Watch this",
        type: "message",
        callback_id: SHORTCUT,
        description: "Try the words of this message as something to watch for",
      },
    ],
    slash_commands: [
      {
        command: "/news",
        description: "Watch the news for words, and ask for the latest",
        usage_hint: "watch OpenAI | latest Sora | watches | help",
        should_escape: true,
      },
    ],
  },
  oauth_config: { scopes: { bot: keysOf(SCOPES), bot_optional: keysOf(OPTIONAL_SCOPES) } },
  settings: {
    event_subscriptions: {
      bot_events: [
        "app_home_opened",
        "app_mention",
        "member_joined_channel",
        "message.im",
        ...CHANNEL_LOST,
        ...CHANNEL_MENDED,
        ...SPACE_LOST,
      ],
    },
    interactivity: { is_enabled: true },
    org_deploy_enabled: false,
    socket_mode_enabled: true,
    token_rotation_enabled: false,
  },
} satisfies Manifest;

/** The manifest for HTTP: every address is that of the one route; `base` is where the program is reached, over https. */
export function manifestForHttp(base: string): Manifest {
  const url = `${base.replace(/\/$/, "")}/slack/events`;
  const { features, settings } = manifest;
  return {
    ...manifest,
    features: { ...features, slash_commands: features.slash_commands.map((one) => ({ ...one, url })) },
    settings: {
      ...settings,
      socket_mode_enabled: false,
      event_subscriptions: { ...settings.event_subscriptions, request_url: url },
      interactivity: { ...settings.interactivity, request_url: url },
    },
  };
}
