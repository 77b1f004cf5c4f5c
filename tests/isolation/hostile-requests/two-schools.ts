import { connect } from "node:net";
import { execute, type ResolvedTenant, updateTenant } from "@pepro/core";
import { type Connection, openConnection, type Row, rawSql, sql } from "@pepro/db";
import type { HttpServer } from "../../../apps/api/src/server/listen.ts";
import { OPERATOR, openPlatform, PASSWORD, type TestPlatform } from "../../harness/index.ts";
import { watchedApp } from "../../http/support/app.ts";

/** A school, an administrator of it, and a word that is in every text it keeps. */
export type School = {
  tenant: ResolvedTenant;
  host: string;
  word: string;
  email: string;
  userId: string;
  tokens: { access: string; refresh: string };
  session: string;
};

export type TwoSchools = {
  platform: TestPlatform;
  owner: Connection;
  a: School;
  b: School;
  /** Every id that is anywhere in a school's rows, and its own. */
  idsOf(school: School): Promise<string[]>;
  /** All rows of a school and all that the platform keeps of it; not the attempts that are counted where they are made. */
  stateOf(school: School): Promise<Row[]>;
  /** Writes bytes to the server and reads its whole answer. */
  exchange(text: string): Promise<{ status: number; head: string; body: string }>;
  close(): Promise<void>;
};

export async function openTwoSchools(): Promise<TwoSchools> {
  const platform = await openPlatform();
  const owner = await openConnection({ url: platform.databaseUrl });
  const [a, b] = [await openSchool(platform, "wordofa"), await openSchool(platform, "wordofb")];
  const server = await watchedApp(platform).listen();
  return {
    platform,
    owner,
    a,
    b,
    idsOf: async ({ tenant, userId }) => {
      const columns = await owner.send<{
        table: string;
        column: string;
      }>(sql`select c.relname as "table", k.attname as "column"
        from pg_attribute k join pg_class c on c.oid = k.attrelid
        where c.relnamespace = ${tenant.schema}::regnamespace and c.relkind = 'r' and k.atttypid = 'uuid'::regtype and k.attnum > 0`);
      const ids = new Set([tenant.id, userId]);
      for (const { table, column } of columns) {
        const rows = await owner.send<{ id: string | null }>(
          rawSql(`select distinct "${column}"::text as id from "${tenant.schema}"."${table}" limit 5`),
        );
        for (const { id } of rows) if (id !== null) ids.add(id);
      }
      for (const text of [
        sql`select school_id::text as id from public.tenants where id = ${tenant.id}`,
        sql`select id::text as id from public.tenant_hosts where tenant_id = ${tenant.id}`,
      ]) {
        for (const { id } of await owner.send<{ id: string }>(text)) ids.add(id);
      }
      return [...ids];
    },
    stateOf: async ({ tenant }) => {
      const tables = await owner.send<{ name: string }>(sql`select relname as name from pg_class
        where relnamespace = ${tenant.schema}::regnamespace and relkind = 'r' and relname <> 'rate_limits' order by 1`);
      const digests = tables.map(
        ({ name }) =>
          `select '${name}' as name, md5(string_agg(t::text, ',' order by t::text)) as digest from "${tenant.schema}"."${name}" t`,
      );
      const control = `select 'control', md5((to_jsonb(t) - 'last_accessed_at')::text) from public.tenants t where id = '${tenant.id}'
        union all select 'hosts', md5(string_agg(h::text, ',' order by h.id)) from public.tenant_hosts h where tenant_id = '${tenant.id}'
        union all select 'settings', md5(s::text) from public.tenant_settings s where tenant_id = '${tenant.id}'`;
      return owner.send(rawSql(`${[...digests, control].join(" union all ")} order by 1`));
    },
    exchange: (text) => exchange(server, text),
    close: async () => {
      await server.close();
      await owner.end();
      await platform.close();
    },
  };
}

async function openSchool(platform: TestPlatform, word: string): Promise<School> {
  const view = await platform.openSchool({ schoolName: `Lycée ${word}` });
  await execute(platform.core, updateTenant, OPERATOR, { id: view.id, city: word });
  const email = `${word}@example.fr`;
  const userId = await platform.addMember(view, email, "admin", word);
  const target = await platform.core.resolver.resolve(view.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  const { auth } = platform.core;
  const scope = { kind: "tenant", tenant: target.tenant } as const;
  const meta = { ipAddress: null, userAgent: word };
  const { tokens } = await auth.tokens.logIn(scope, { email, password: PASSWORD }, meta);
  const signedIn = await auth.signIn(scope, { email, password: PASSWORD }, meta);
  if (!("sessionToken" in signedIn)) throw new Error("a password alone does not sign in");
  return { tenant: target.tenant, host: view.domainUrl, word, email, userId, tokens, session: signedIn.sessionToken };
}

function exchange({ port }: HttpServer, text: string): Promise<{ status: number; head: string; body: string }> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text, "latin1"));
    socket.setEncoding("latin1").on("data", (chunk) => {
      answer += chunk;
    });
    socket.setTimeout(10_000, () => socket.destroy(new Error("no answer")));
    socket.on("error", (error) => (answer === "" ? reject(error) : undefined));
    socket.on("close", () => {
      const [head = "", body = ""] = answer.split(/\r\n\r\n([\s\S]*)/);
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body });
    });
  });
}
