/** A token or password that cannot be printed by accident. */
export interface Secret {
  /** Returns the value itself; call it only where the value leaves for its platform. */
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

const REDACTED = "[redacted]";
// The symbol that util.inspect and console.log look for, named here so that no Node module is needed.
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** Wraps a value so that text, JSON and util.inspect show `[redacted]`. */
export function makeSecret(value: string): Secret {
  const redacted = () => REDACTED;
  return Object.freeze({ reveal: () => value, toString: redacted, toJSON: redacted, [INSPECT]: redacted });
}
