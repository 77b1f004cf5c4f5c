import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { MODULE_RECORDS, MODULES } from "@pepro/contracts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { skipElsewhere } from "../harness/elsewhere.ts";

// What docs/developing.md tells a developer to do, done on a copy of the sources, with a name that no module will take.
const RECORD = `added_module: {
    group: "around",
    byDefault: true,
    fr: { name: "CDI", about: "Prêts et réservations" },
    en: { name: "Library", about: "Loans and reservations" },
  },`;

const PROBE = `
import { DEFAULT_MODULES, moduleMap, type TenantSettings } from "@pepro/contracts";
import { currentModules, requireModule } from "@pepro/core";
import { viewOf } from "./apps/admin/src/routes/schools/list-address.ts";
import { modulesOf } from "./apps/admin/src/routes/schools/[id]/modules/module-groups.ts";
import en from "./apps/admin/src/i18n/terms/en.ts";
import fr from "./apps/admin/src/i18n/terms/fr.ts";
import { schoolPage } from "./apps/api/src/pages/home.ts";
import { TEXTS } from "./examples/school-page/src/texts.ts";

type Subject = Parameters<ReturnType<typeof requireModule>["check"]>[0];
type Tenant = NonNullable<Subject["tenant"]>;
type Asked = Parameters<typeof currentModules.run>[0];

// @ts-expect-error No module has this name.
requireModule("no_such_module");

const schoolWith = (added_module: boolean): Tenant => ({
  id: "0197a000-0000-7000-8000-000000000001",
  schoolName: "Lycée Hugo",
  settings: {} as TenantSettings,
  modulesEnabled: moduleMap.parse({ added_module }),
} as unknown as Tenant);
const pupilOf = (tenant: Tenant): Subject["actor"] =>
  ({ kind: "member", id: tenant.id, tenantId: tenant.id, role: "student" }) as unknown as Subject["actor"];
const codeOf = (tenant: Tenant) => {
  try {
    requireModule("added_module").check({ tenant, actor: pupilOf(tenant) });
    return "allowed";
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const modulesAt = async (tenant: Tenant | undefined) => (await currentModules.run({ tenant } as Asked)).added_module;

console.log(JSON.stringify({
  byDefault: DEFAULT_MODULES.added_module,
  currentTenant: [await modulesAt(undefined), await modulesAt(schoolWith(true)), await modulesAt(schoolWith(false))],
  requireModule: [codeOf(schoolWith(true)), codeOf(schoolWith(false))],
  dashboard: {
    filter: viewOf("?module=added_module").module,
    switches: modulesOf("around"),
    names: [fr["module.added_module"], en["module.added_module"]],
    hints: [fr["moduleAbout.added_module"], en["moduleAbout.added_module"]],
  },
  page: /<li>.*<\\/li>/.exec(schoolPage(schoolWith(true), "en"))?.[0],
  example: TEXTS.fr.modules.added_module,
}));
`;

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
let copy: string;

beforeEach(() => skipElsewhere("it compiles sources"));
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "pepro-module-"));
  for (const folder of ["apps", "packages", "examples", "package.json", "tsconfig.json"]) {
    cpSync(join(root, folder), join(copy, folder), { recursive: true, filter: (path) => !isLeftOut(path) });
  }
  const path = join(copy, "packages/contracts/src/modules.ts");
  const text = readFileSync(path, "utf8");
  const changed = text.replace("} as const satisfies Record<string, Module>", `  ${RECORD}\n$&`);
  writeFileSync(path, changed);
  writeFileSync(join(copy, "probe.ts"), PROBE);
  writeFileSync(join(copy, "tsconfig.probe.json"), JSON.stringify(projectOf(["probe.ts", ...usersOfModules()])));
  linkLibraries();
});
afterAll(() => rmSync(copy, { recursive: true }));

function isLeftOut(path: string): boolean {
  return /\/(?:node_modules|dist|testing|gallery)$|\.test\.tsx?$/.test(path.slice(root.length - 1));
}

/** The libraries of the checkout, and the copy's own packages. */
function linkLibraries(): void {
  mkdirSync(join(copy, "node_modules/@pepro"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== "@pepro") symlinkSync(join(root, "node_modules", name), join(copy, "node_modules", name));
  }
  const packages = ["apps/api", ...readdirSync(join(copy, "packages")).map((name) => `packages/${name}`)];
  for (const path of ["apps/admin", ...packages].map((owner) => `${owner}/node_modules`)) {
    if (existsSync(join(root, path))) symlinkSync(join(root, path), join(copy, path));
  }
  for (const path of packages)
    symlinkSync(join(copy, path), join(copy, "node_modules/@pepro", path.split("/")[1] ?? ""));
}

/** Every source that says something of modules; the others need no checking, which takes most of the time. */
function usersOfModules(): string[] {
  const sources = readdirSync(copy, { recursive: true, encoding: "utf8" }).filter((path) =>
    /^(?:apps|packages|examples)\/.*\.tsx?$/.test(path),
  );
  const texts = sources.map((path) => ({ path, text: readFileSync(join(copy, path), "utf8") }));
  const isUser = ({ text }: { text: string }) =>
    /\b(?:ModuleName|ModuleMap|(?:DEFAULT_)?MODULES|MODULE_RECORDS|everyModule)\b/.test(text);
  for (const { path, text } of texts.filter((source) => !isUser(source))) {
    writeFileSync(join(copy, path), `// @ts-nocheck\n${text}`);
  }
  return texts.filter(isUser).map(({ path }) => path);
}

function projectOf(files: readonly string[]) {
  const compilerOptions = {
    module: "ESNext",
    moduleResolution: "Bundler",
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    types: ["node", "vite/client"],
    jsx: "preserve",
    jsxImportSource: "solid-js",
  };
  return { extends: "./tsconfig.json", compilerOptions, files, include: [] };
}

test("one record is a new module: everything that names modules compiles and knows it", async () => {
  const [compiled, ran] = await Promise.all([
    run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.probe.json"], { cwd: copy })
      .then(() => "")
      .catch((error: { stdout: string }) => error.stdout),
    run(process.execPath, ["--import", "tsx", "probe.ts"], { cwd: copy }),
  ]);
  expect(compiled).toBe("");
  expect(JSON.parse(ran.stdout)).toEqual({
    byDefault: true,
    currentTenant: [true, true, false],
    requireModule: ["allowed", "module_disabled"],
    dashboard: {
      filter: "added_module",
      switches: [...MODULES.filter((name) => MODULE_RECORDS[name].group === "around"), "added_module"],
      names: ["CDI", "Library"],
      hints: ["Prêts et réservations", "Loans and reservations"],
    },
    page: "<li>Library</li>",
    example: { name: "CDI", about: "Prêts et réservations" },
  });
});
