import { terminalFace } from "./conformance/terminal.ts";
import { testPlatform } from "./conformance.ts";

testPlatform(terminalFace);
