import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type HttpOptions, startHttp } from "../../src/operations/http.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: Partial<HttpOptions> = {}) {
  const faults: object[] = [];
  const ready = () => ({ ok: true, detail: {} });
  const log: HttpOptions["log"] = (event, details) => faults.push({ event, ...details });
  const server = await startHttp({ port: 0, host: "127.0.0.1", ready, log, ...options });
  open.push(server);
  return { server, faults, url: `http://127.0.0.1:${server.port}` };
}

describe("the HTTP port", () => {
  it("says that the process is alive, whatever its state", async () => {
    const { url } = await start({ ready: () => ({ ok: false, detail: {} }) });
    const answer = await fetch(`${url}/healthz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true });
  });

  it("says whether it is ready, and why not", async () => {
    let state = { ok: true, detail: { store: "up" } };
    const { url } = await start({ ready: () => state });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    state = { ok: false, detail: { store: "disk full" } };
    const answer = await fetch(`${url}/readyz`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toEqual({ ok: false, store: "disk full" });
  });

  it("answers HEAD without a body", async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/healthz`, { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-length"), await answer.text()]).toEqual([
      200,
      "11",
      "",
    ]);
  });

  it.each([
    ["GET", "/", 404],
    ["GET", "/healthz/", 404],
    ["POST", "/healthz", 405],
    ["DELETE", "/readyz", 405],
    ["GET", "/healthz?from=probe", 200],
  ])("answers %s %s with %i", async (method, path, status) => {
    const { url } = await start();
    expect((await fetch(url + path, { method })).status).toBe(status);
  });

  it("hands a body to its route byte for byte, with headers and query", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { url } = await start({
      routes: [
        {
          method: "POST",
          path: "/slack/events",
          answer: ({ body, headers, query }) => ({
            status: 201,
            body: `${body.equals(bytes)} ${headers["x-signature"]} ${query.get("a")}`,
          }),
        },
      ],
    });
    const answer = await fetch(`${url}/slack/events?a=b`, {
      method: "POST",
      body: bytes,
      headers: { "X-Signature": "v0" },
    });
    expect([answer.status, await answer.text()]).toEqual([201, "true v0 b"]);
    expect((await fetch(`${url}/slack/events`)).status).toBe(405);
  });

  it("refuses a body over 1 MB and goes on", async () => {
    const { url } = await start({
      routes: [{ method: "POST", path: "/in", answer: () => ({ status: 200 }) }],
    });
    expect((await fetch(`${url}/in`, { method: "POST", body: Buffer.alloc(1024 * 1024) })).status).toBe(200);
    expect((await fetch(`${url}/in`, { method: "POST", body: Buffer.alloc(1024 * 1024 + 1) })).status).toBe(
      413,
    );
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it("tells the log, not the caller, what went wrong in a route", async () => {
    const error = new Error("secret detail");
    const answer = () => Promise.reject(error);
    const { url, faults } = await start({ routes: [{ method: "GET", path: "/bad", answer }] });
    const response = await fetch(`${url}/bad`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(faults).toEqual([{ event: "http.fault", path: "/bad", error }]);
  });

  it("takes a line that is no address, and a caller who hangs up, calmly", async () => {
    const { server, url, faults } = await start({
      routes: [{ method: "POST", path: "/in", answer: () => ({ status: 200 }) }],
    });
    const odd = connect(server.port, "127.0.0.1");
    odd.write("GET //[ HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(String((await once(odd, "data"))[0])).toMatch(/^HTTP\/1\.1 400/);
    odd.destroy();
    const gone = connect(server.port, "127.0.0.1");
    gone.write("POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
    await once(gone, "data"); // 100 Continue: the server now waits for the body.
    gone.destroy();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(faults).toEqual([]);
  });

  it("finishes the answer under way when it closes, and listens no more", async () => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<{ status: number }>();
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const slowly = () => {
      ask();
      return answered;
    };
    const slow = { method: "GET" as const, path: "/slow", answer: slowly };
    const { server, url } = await start({ routes: [slow] });
    open.pop();
    const response = fetch(`${url}/slow`);
    await asked;
    const closed = server.close();
    answer({ status: 200 });
    expect((await response).status).toBe(200);
    await closed;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it("says which port is taken", async () => {
    const { server } = await start();
    await expect(start({ port: server.port })).rejects.toThrow(
      `Port ${server.port} is already in use. Stop what uses it, or set PORT to another number.`,
    );
  });

  it("says what else stands in the way of listening", async () => {
    await expect(start({ host: "192.0.2.1" })).rejects.toThrow(/^Port 0 of 192\.0\.2\.1 cannot be opened: /);
  });
});
