import { slackFace } from "./conformance/slack.ts";
import { testPlatform } from "./conformance.ts";

testPlatform(slackFace("http"));
