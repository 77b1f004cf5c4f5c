import { createTenantInput, messageFor, type TenantPage, tenantView } from "@pepro/contracts";
import { checkSubdomain, createTenant, listTenants } from "@pepro/core";
import * as z from "zod";
import type { Body } from "../drf/body.ts";
import { type FieldErrors, inOrderOf, readFields, readGood } from "../drf/fields.ts";
import { pageBody, pageOf, pageSizeOf } from "../drf/pagination.ts";
import type { Endpoint } from "../endpoint.ts";
import { Refusal } from "../refusal.ts";
import type { RestCall } from "../rest-call.ts";
import { createFields } from "./fields.ts";
import { SET_DESCRIPTION, TENANT_METADATA } from "./metadata.ts";
import { listParameters } from "./parameters.ts";
import { TENANT_FLOATS, tenantBody } from "./representation.ts";

const link = z.url().nullable();
const page = z.object({ count: z.int(), next: link, previous: link, results: z.array(tenantView) });

export const collection: Endpoint = {
  path: "tenants",
  gate: listTenants,
  allow: ["GET", "POST", "HEAD", "OPTIONS"],
  metadata: { name: "Tenant List", description: SET_DESCRIPTION, actions: { POST: TENANT_METADATA } },
  floats: TENANT_FLOATS,
  methods: {
    GET: {
      summary: { fr: "Liste les établissements, 20 par page", en: "Lists the schools, 20 a page" },
      query: {
        page: { fr: "numéro de page, ou last", en: "number of the page, or last" },
        page_size: { fr: "au plus 200", en: "200 at most" },
        search: { fr: "nom, schéma, ville, domaine, adresse e-mail", en: "name, schema, city, domain, e-mail address" },
        ordering: {
          fr: "champ, précédé de - pour l'ordre inverse",
          en: "field, with - before it for the reverse order",
        },
        is_active: { fr: "true ou false", en: "true or false" },
        school_type: { fr: "college, lycee ou lycee_pro", en: "college, lycee or lycee_pro" },
      },
      answer: { status: 200, schema: page },
      handle: list,
    },
    POST: {
      summary: { fr: "Crée un établissement", en: "Creates a school" },
      body: createFields("fr"),
      answer: { status: 201, schema: tenantView },
      handle: create,
    },
  },
};

async function list(rest: RestCall): Promise<Response> {
  const query = rest.url().searchParams;
  const pageSize = pageSizeOf(query);
  const filters = listParameters(query);
  const at = (page: number): Promise<TenantPage> => rest.run(listTenants, { ...filters, page, pageSize });
  const asked = Number(query.getAll("page").at(-1) ?? "1");
  const isPlain = Number.isSafeInteger(asked) && asked >= 1 && asked < 1_000_000_000;
  const first = await at(isPlain ? asked : 1);
  const page = pageOf(query, first.count);
  if (!page) return rest.answers.invalidPage();
  const found = page.number === first.page ? first : await at(page.number);
  return rest.answers.json(200, pageBody(rest.url(), page, found.items.map(tenantBody)));
}

async function create(rest: RestCall): Promise<Response> {
  const body = await rest.body();
  const read = readFields(createFields(rest.language), body, { lang: rest.language });
  if (!read.ok) throw new Refusal(rest.answers.invalid(await withTakenSubdomain(rest, body, read.errors)));
  const { values } = read;
  const input = createTenantInput.keyof().options.map((name) => [name, values[snakeCase(name)]]);
  const { tenant } = await rest.run(createTenant, Object.fromEntries(input.filter(([, value]) => value !== undefined)));
  return rest.answers.json(201, tenantBody(tenant));
}

/** The old service looked for the subdomain while it looked at the other fields, and told of all at once. */
async function withTakenSubdomain(rest: RestCall, body: Body, errors: FieldErrors): Promise<FieldErrors> {
  const specs = createFields(rest.language);
  const { subdomain } = readGood(specs, ["subdomain"], body, rest.language);
  if (subdomain === undefined) return errors;
  const { rule } = await rest.run(checkSubdomain, { subdomain: String(subdomain) });
  if (rule === null) return errors;
  return inOrderOf(specs, { ...errors, subdomain: [messageFor(rule, rest.language, { subdomain }) ?? rule] });
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
