import { expect } from "vitest";
import { schoolBody, type TestPlatform } from "../../harness/index.ts";
import { encodeBody, type SentBody } from "./body.ts";
import { type Answer, type Client, superAdminOf } from "./client.ts";
import { fill } from "./placeholders.ts";

export type School = Record<string, unknown> & { id: string; domain_url: string };

/** A super-admin who registers schools, acts on them and reads them. */
export type Registrar = {
  root: Client;
  create(subdomain: string, more?: object): Promise<School>;
  /** `POST /tenants/{id}/<action>/`, without a body unless one is given. */
  act(school: School, action: string, sent?: SentBody): Promise<Answer>;
  read(school: School): Promise<Answer["json"]>;
};

export async function registrarOf(platform: TestPlatform): Promise<Registrar> {
  const root = await superAdminOf(platform);
  return {
    root,
    create: async (subdomain, more = {}) => {
      const answer = await root.send("POST", "/api/v1/tenants/", { json: { ...schoolBody(subdomain), ...more } });
      expect(`${answer.status} ${answer.text}`).toMatch(/^201 /);
      return answer.json as School;
    },
    act: ({ id }, action, sent) => {
      const path = `/api/v1/tenants/${id}/${action}/`;
      if (!sent) return root.send("POST", path);
      const { body, contentType } = encodeBody(fill(sent, {}));
      return root.send("POST", path, { init: { body, headers: { "Content-Type": contentType } } });
    },
    read: async ({ id }) => (await root.send("GET", `/api/v1/tenants/${id}/`)).json,
  };
}
