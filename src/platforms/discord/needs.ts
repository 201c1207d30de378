/** What this platform needs of the log: an event, and what it concerns. */
export interface DiscordLog {
  info(event: string, details?: object): void;
  warn(event: string, details?: object): void;
  error(event: string, details?: object): void;
}
