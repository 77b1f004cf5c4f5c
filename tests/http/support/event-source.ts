import { type ClientRequest, request } from "node:http";

type Listener = (event: { data?: string; lastEventId?: string; status?: number }) => void;

/** As a browser's, on a port of this machine under a Host of the caller's choice: it comes back by itself after a loss. */
export function eventSourceOn(port: number, headers: Readonly<Record<string, string>>, retryMs = 50) {
  return class TestEventSource {
    static readonly opened: TestEventSource[] = [];
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSED = 2;
    readyState: number = this.CONNECTING;
    /** How often it connected. */
    connections = 0;
    readonly path: string;
    readonly listeners = new Map<string, Set<Listener>>();
    lastEventId = "";
    outgoing: ClientRequest | undefined;

    constructor(url: string) {
      const { pathname, search } = new URL(url);
      this.path = pathname + search;
      TestEventSource.opened.push(this);
      this.connect();
    }
    addEventListener(type: string, listener: Listener): void {
      this.listeners.set(type, (this.listeners.get(type) ?? new Set()).add(listener));
    }
    removeEventListener(type: string, listener: Listener): void {
      this.listeners.get(type)?.delete(listener);
    }
    close(): void {
      this.readyState = this.CLOSED;
      this.outgoing?.destroy();
    }
    /** Cuts the connection as a network would. */
    cut(): void {
      this.outgoing?.destroy();
    }
    connect(): void {
      this.connections++;
      this.readyState = this.CONNECTING;
      const more = this.lastEventId === "" ? {} : { "Last-Event-ID": this.lastEventId };
      const sent = { ...headers, ...more, Accept: "text/event-stream" };
      const outgoing = request(
        { host: "127.0.0.1", port, path: this.path, headers: sent, agent: false },
        (incoming) => {
          if (incoming.statusCode !== 200) {
            this.readyState = this.CLOSED;
            incoming.resume();
            this.tell("error", {});
            return;
          }
          this.readyState = this.OPEN;
          this.tell("open", {});
          let text = "";
          incoming.setEncoding("utf8").on("data", (chunk) => {
            text += chunk;
            for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
              this.receive(text.slice(0, end));
              text = text.slice(end + 2);
            }
          });
          incoming.on("error", () => {});
          incoming.on("close", () => this.lost());
        },
      );
      outgoing.on("error", () => this.lost());
      outgoing.end();
      this.outgoing = outgoing;
    }
    receive(block: string): void {
      const fields = block.split("\n").filter(Boolean);
      const of = (name: string) => fields.find((field) => field.startsWith(`${name}: `))?.slice(name.length + 2);
      const hasId = fields.some((field) => field.startsWith("id:"));
      if (hasId) this.lastEventId = of("id") ?? "";
      const data = of("data") ?? "";
      const isEmpty = !fields.some((field) => field.startsWith("data:"));
      if (!isEmpty) this.tell(of("event") ?? "message", { data, lastEventId: this.lastEventId });
    }
    lost(): void {
      if (this.readyState === this.CLOSED || this.readyState === this.CONNECTING) return;
      this.readyState = this.CONNECTING;
      this.tell("error", {});
      setTimeout(() => this.readyState !== this.CLOSED && this.connect(), retryMs);
    }
    tell(type: string, event: Parameters<Listener>[0]): void {
      for (const listener of [...(this.listeners.get(type) ?? [])]) listener(event);
    }
  };
}
