import { discordFace } from "./conformance/discord.ts";
import { testPlatform } from "./conformance.ts";

testPlatform(discordFace);
