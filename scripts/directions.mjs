// Checks who may import whom, and that SQL stays where SQL lives. See docs/decisions/0001-layout.md.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The first rule whose folder holds a file decides; `allow` lists the packages it may import, `types` those of which
 * it may import types alone.
 */
const RULES = [
  { folder: "packages/contracts/src", allow: [/^zod$/] },
  { folder: "packages/db/src/embedded", allow: [/^postgres$/, /^node:/] },
  { folder: "packages/db/src", allow: [/^postgres$/] },
  {
    folder: "packages/core/src/auth",
    allow: [/^zod$/, /^@pepro\/(contracts|db)$/, /^@?better-auth(\/|$)/, /^jose$/, /^@zxcvbn-ts\/language-common$/],
  },
  { folder: "packages/core/src/opening", allow: [/^zod$/, /^@pepro\/(contracts|db)$/, /^csv-parse\/sync$/] },
  { folder: "packages/core/src", allow: [/^zod$/, /^@pepro\/(contracts|db)$/] },
  {
    folder: "packages/runtime/src",
    allow: [/^zod$/, /^nodemailer$/, /^ioredis$/, /^@pepro\/(contracts|core|db|db\/embedded)$/, /^node:/],
  },
  {
    folder: "apps/api/src/server",
    allow: [/^@pepro\/(contracts|core|runtime|db\/embedded)$/, /^node:/, /^@hono\/node-server$/],
  },
  { file: "apps/api/src/main.ts", allow: [/^@pepro\/(contracts|core|runtime)$/, /^node:/] },
  {
    folder: "apps/api/src",
    allow: [/^@pepro\/(contracts|core)$/, /^hono(\/|$)/, /^@trpc\/server(\/|$)/, /^zod$/, /^ipaddr\.js$/],
  },
  {
    folder: "packages/client/src",
    allow: [/^@trpc\/client$/, /^@trpc\/server\/observable$/],
    types: [/^@pepro\/(contracts|api)$/, /^@trpc\/server$/],
  },
  {
    folder: "apps/admin/src",
    allow: [
      /^@pepro\/(contracts|contracts\/modules|client)$/,
      /^solid-js(\/(web|store))?$/,
      /^@solidjs\/router$/,
      /^@kobalte\/core\//,
      /^lucide-solid\/icons\//,
      /^uqr$/,
      /^zod$/,
      /^\.\/styles\/index\.css$/,
    ],
    types: [/^@pepro\/api$/],
  },
  // The doctor asks the application itself, in its own process.
  { file: "apps/cli/src/commands/doctor.ts", allow: [/^@pepro\/(api|core|runtime)$/] },
  { folder: "apps/cli/src", allow: [/^@pepro\/(contracts|core|runtime|db\/embedded)$/, /^node:/, /^commander$/] },
];

const SQL_HOMES = [
  /^packages\/db\//,
  /(^|[/-])queries\.ts$/,
  /^packages\/core\/src\/migrations\//,
  /^packages\/core\/src\/tenants\/row\.ts$/,
  /^packages\/core\/src\/auth\/library\//,
];

/** Who may act as the owner of the database. */
const OWNERS = /^packages\/core\/src\/(?:audit|doctor|drift|installation|migrations|monitoring|pool|provisioning)\//;

const faults = [];
for (const path of sources("apps").concat(sources("packages"))) {
  const text = readFileSync(join(root, path), "utf8");
  const rule = RULES.find(({ folder, file }) => file === path || (folder && path.startsWith(`${folder}/`)));
  for (const { specifier, isType } of importsOf(text)) checkImport(path, specifier, isType, rule);
  if (/\bsql`|\brawSql\(/.test(text.replace(/\/\*[\s\S]*?\*\//g, "")) && !SQL_HOMES.some((home) => home.test(path))) {
    const opensPath = /provisioning\/open-schema\.ts$|installation\/prepare\.ts$/.test(path);
    if (!opensPath) faults.push(`${path}: SQL belongs in queries.ts`);
  }
  const reached = /\bdb\s*\.\s*(?:with|read|query)(?:Tenant|Platform)\b|\.\s*owner\(/.exec(text)?.[0];
  if (reached && /^apps\//.test(path)) faults.push(`${path}: a door has use cases, no database (${reached})`);
  if (/\.\s*owner\(/.test(text) && /^packages\/core\//.test(path) && !OWNERS.test(path)) {
    faults.push(`${path}: the owner's connection is for installing, provisioning and migrating`);
  }
  if (
    /\btenant(?:Transaction|Reading|Query)\b/.test(text) &&
    !/^packages\/db\/src\/(?:tenant|clusters)\.ts$/.test(path)
  ) {
    faults.push(`${path}: a school's transaction is begun by withTenant, readTenant and queryTenant alone`);
  }
  if (/process\.env/.test(text) && !/^apps\/(api|cli)\/src\/main\.ts$|^packages\/db\/src\/embedded\//.test(path)) {
    faults.push(`${path}: only main.ts reads the environment`);
  }
}
for (const fault of faults) console.error(fault);
console.log(
  faults.length === 0 ? "directions: every import goes the right way" : `directions: ${faults.length} fault(s)`,
);
process.exit(faults.length === 0 ? 0 : 1);

function checkImport(path, specifier, isType, rule) {
  if (!specifier.startsWith(".")) {
    const allowed = [...(rule?.allow ?? [/./]), ...(isType ? (rule?.types ?? []) : [])];
    if (!allowed.some((name) => name.test(specifier))) faults.push(`${path}: imports ${specifier}`);
    return;
  }
  const target = relative(root, resolve(root, dirname(path), specifier))
    .split(sep)
    .join("/");
  const [app] = /^(apps|packages)\/[^/]+/.exec(path) ?? [];
  const isBundle = target === "migrations/bundle.gen.ts" && /\/main\.ts$/.test(path);
  if (!target.startsWith(`${app}/`) && !isBundle) faults.push(`${path}: reaches into ${target}`);
  if (/queries\.ts$/.test(target) && dirname(target) !== dirname(path) && !isAudit(path, target)) {
    faults.push(`${path}: another feature's queries (${target})`);
  }
}

/** The executor writes every audit entry; nobody else does. */
function isAudit(path, target) {
  return (
    /^packages\/core\/src\/executor\/(execute|trouble)\.ts$/.test(path) &&
    target === "packages/core/src/audit/queries.ts"
  );
}

function importsOf(text) {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+["']([^"']+)["']|(?:^|\n)import\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']/g;
  return [...text.matchAll(pattern)].map((match) => ({
    specifier: match[1] ?? match[2] ?? match[3],
    isType: /^\s*(?:import|export)\s+type\s/.test(match[0]),
  }));
}

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name.split(sep).join("/")}`)
    .filter((path) => path.endsWith(".ts") || path.endsWith(".tsx"))
    .filter(
      (path) => !path.includes("node_modules") && !/\.test\.tsx?$|test-database|testing|fixture|\.d\.ts$/.test(path),
    );
}
