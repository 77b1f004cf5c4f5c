import type { Check, Finding, Layer, ProbeResult } from "@pepro/core";
import type { Text } from "@pepro/runtime";
import type { Cli } from "./program/cli.ts";

const CHECK_TEXTS: Readonly<Record<Check, Text>> = {
  functions: {
    fr: "Fonctions qui changent de rôle, exécutent du texte comme SQL ou montrent les autres : fermées aux établissements",
    en: "Functions that change the role, run text as SQL or show others: closed to schools",
  },
  languages: { fr: "Blocs de code (DO) : fermés aux établissements", en: "Blocks of code (DO): closed to schools" },
  limits: {
    fr: "Limites de durée et de disque de l'utilisateur d'exécution",
    en: "Limits of time and disk of the runtime login",
  },
  database: {
    fr: "Personne d'autre que le propriétaire ne crée d'objets dans la base",
    en: "Nobody but the owner makes objects in the database",
  },
  runtime_login: { fr: "L'utilisateur d'exécution n'a aucun pouvoir", en: "The runtime login has no powers" },
  role_attributes: { fr: "Les rôles des établissements n'ont aucun pouvoir", en: "Schools' roles have no powers" },
  role_memberships: { fr: "Aucun rôle n'en obtient un autre", en: "No role has another" },
  role_ownership: { fr: "Les rôles ne possèdent rien", en: "Roles own nothing" },
  schema_rights: {
    fr: "Chaque schéma n'est ouvert qu'à son établissement",
    en: "Each schema is open to its school alone",
  },
  table_rights: {
    fr: "Chaque table n'est ouverte qu'à son établissement",
    en: "Each table is open to its school alone",
  },
  definer_functions: {
    fr: "Aucune fonction ne s'exécute avec les droits de son auteur",
    en: "No function runs with its maker's rights",
  },
  missing_roles: { fr: "Chaque établissement a son rôle", en: "Each school has its role" },
  orphan_roles: { fr: "Aucun rôle sans établissement", en: "No role without a school" },
  orphan_schemas: { fr: "Aucun schéma sans établissement", en: "No schema without a school" },
  versions: { fr: "Les versions des schémas et leur copie concordent", en: "Schemas' versions and their copy agree" },
  secret: { fr: "Le secret est celui de l'installation", en: "The secret is the installation's" },
};

const LAYER_TEXTS: Readonly<Record<Layer, Text>> = {
  database: { fr: "base", en: "database" },
  pool: { fr: "connexions", en: "pool" },
  cache: { fr: "cache", en: "cache" },
  sessions: { fr: "sessions", en: "sessions" },
  tokens: { fr: "jetons", en: "tokens" },
  files: { fr: "fichiers", en: "files" },
  hosts: { fr: "hôtes", en: "hosts" },
};

const OUTCOME_TEXTS: Readonly<Record<ProbeResult["outcome"], Text>> = {
  refused: { fr: "refusé ({by})", en: "refused ({by})" },
  nothing: { fr: "rien trouvé", en: "found nothing" },
  possible: {
    fr: "possible : seul l'administrateur du serveur peut le fermer",
    en: "possible: only the server's superuser can close it",
  },
  through: { fr: "EST PASSÉ", en: "GOT THROUGH" },
  failed: { fr: "essai impossible : {by}", en: "could not be tried: {by}" },
};

/** Who refuses, where it is neither PostgreSQL (by its SQLSTATE) nor an error of the API's (by its code). */
const REFUSERS: Readonly<Record<string, Text>> = {
  STATEMENT_REFUSED: { fr: "jamais envoyé", en: "never sent" },
  name: { fr: "pas un identifiant", en: "not an id" },
};

const MOST_ITEMS = 12;

/** A line a check, and below it what was found. */
export function findingsText(cli: Cli, findings: readonly Finding[]): string {
  return findings.map((finding) => findingText(cli, finding)).join("\n");
}

function findingText(cli: Cli, { check, verdict, items }: Finding): string {
  const signs = { sound: cli.palette.green("✓"), possible: cli.palette.yellow("!"), broken: cli.palette.red("✗") };
  const lines = [`${signs[verdict]} ${cli.say(CHECK_TEXTS[check])}`];
  const shown = items.slice(0, MOST_ITEMS).join(", ");
  const more = items.length > MOST_ITEMS ? ` … (${cli.formats.number(items.length)})` : "";
  if (items.length > 0) lines.push(`    ${shown}${more}`);
  return lines.join("\n");
}

export function isFault({ outcome }: ProbeResult): boolean {
  return outcome === "through" || outcome === "failed";
}

/** What was tried, and what became of it. */
export function probeText(cli: Cli, { layer, probe, outcome, by }: ProbeResult): string {
  const { green, yellow, red } = cli.palette;
  const colour = { refused: green, nothing: green, possible: yellow, through: red, failed: red }[outcome];
  const tried = `${cli.say(LAYER_TEXTS[layer]).padEnd(11)}${cli.say(PROBE_TEXTS[probe] ?? { fr: probe, en: probe })}`;
  const refuser = REFUSERS[by];
  return `${tried.padEnd(72)}  ${colour(cli.say(OUTCOME_TEXTS[outcome], { by: refuser ? cli.say(refuser) : by }))}`;
}

/** How many tries there were, and where they got through. */
export function probesText(cli: Cli, { probes, swept }: { probes: readonly ProbeResult[]; swept: number }): string {
  const faults = probes.filter(isFault);
  const layers = [...new Set(faults.map(({ layer }) => cli.say(LAYER_TEXTS[layer])))].join(", ");
  const sound = { fr: "{all} tentatives, aucune n'est passée.", en: "{all} tries, none got through." };
  const broken = {
    fr: "{all} tentatives, {count} en faute : {layers}.",
    en: "{all} tries, {count} at fault: {layers}.",
  };
  const fields = { all: probes.length, count: faults.length, layers };
  const left = {
    fr: "Restes d'un essai interrompu, retirés : {swept}.",
    en: "Left over from a run that was cut off, removed: {swept}.",
  };
  const lines = [
    faults.length > 0 ? cli.palette.red(cli.say(broken, fields)) : cli.palette.green(cli.say(sound, fields)),
  ];
  if (swept > 0) lines.push(cli.say(left, { swept }));
  return lines.join("\n");
}

/** What each probe tries. */
const PROBE_TEXTS: Readonly<Record<string, Text>> = {
  read: { fr: "lire les comptes d'un autre établissement", en: "read another school's accounts" },
  write: { fr: "les modifier", en: "change them" },
  delete: { fr: "effacer ses sessions", en: "delete its sessions" },
  platform_schools: { fr: "lire la liste des établissements", en: "read the list of schools" },
  platform_people: { fr: "lire les comptes de la plateforme", en: "read the platform's accounts" },
  platform_secrets: { fr: "lire l'installation", en: "read the installation" },
  platform_trail: { fr: "lire le journal de la plateforme", en: "read the platform's trail" },
  own_ledger: { fr: "falsifier son registre de migrations", en: "forge its own ledger of migrations" },
  own_trail: { fr: "effacer son propre journal", en: "erase its own trail" },
  role_statement: { fr: "prendre le rôle d'un autre (SET ROLE)", en: "take another's role (SET ROLE)" },
  role_function: { fr: "le prendre par set_config", en: "take it by set_config" },
  role_view: { fr: "le prendre par pg_settings", en: "take it by pg_settings" },
  path_function: { fr: "changer de chemin pour la suite", en: "change the path for what follows" },
  climb: { fr: "changer de rôle et lire, en une instruction", en: "change the role and read, in one statement" },
  text_as_sql: { fr: "exécuter du texte comme SQL", en: "run text as SQL" },
  block: { fr: "exécuter un bloc de code (DO)", en: "run a block of code (DO)" },
  two_statements: { fr: "glisser une seconde instruction", en: "slip in a second statement" },
  commit: { fr: "finir la transaction (COMMIT)", en: "end the transaction (COMMIT)" },
  notify_statement: { fr: "tromper les caches (NOTIFY)", en: "mislead the caches (NOTIFY)" },
  notify_function: { fr: "les tromper par pg_notify", en: "mislead them by pg_notify" },
  drop_rights: { fr: "retirer des droits (DROP OWNED)", en: "take rights away (DROP OWNED)" },
  table: { fr: "créer une table", en: "make a table" },
  temporary_table: { fr: "créer une table temporaire", en: "make a temporary table" },
  passwords: { fr: "lire les mots de passe du serveur", en: "read the server's passwords" },
  statistics: { fr: "lire les statistiques des tables d'un autre", en: "read statistics of another's tables" },
  others_statements: { fr: "lire les instructions des autres", en: "read others' statements" },
  prepared: { fr: "lire ce qui est préparé sur la connexion", en: "read what is prepared on the connection" },
  sizes: { fr: "mesurer les tables des autres", en: "measure others' tables" },
  lock: { fr: "prendre un verrou de la plateforme", en: "take a lock of the platform's" },
  large_object: { fr: "créer un objet binaire hors des schémas", en: "make a large object outside all schemas" },
  file: { fr: "lire un fichier du serveur", en: "read a file of the server's" },
  program: { fr: "lancer un programme du serveur", en: "run a program of the server's" },
  other_session: { fr: "interrompre la session d'un autre", en: "end another's session" },
  standard_views: {
    fr: "lire les colonnes d'un autre (information_schema)",
    en: "read another's columns (information_schema)",
  },
  after_abort: { fr: "trouver les restes d'une transaction abandonnée", en: "find what an aborted transaction left" },
  at_once: { fr: "la même chose, plusieurs à la fois", en: "the same, several at once" },
  no_school: { fr: "lire un établissement sans en avoir le rôle", en: "read a school without its role" },
  own_host: { fr: "obtenir un autre établissement par son propre hôte", en: "get another school by its own host" },
  moved_host: { fr: "garder un hôte qui a changé d'établissement", en: "keep a host that has moved to another" },
  stale_read: { fr: "garder une lecture d'avant le changement", en: "keep what was read before the change" },
  unheard: {
    fr: "répondre de mémoire sans entendre les changements",
    en: "answer from memory without hearing changes",
  },
  deactivated: { fr: "entrer dans un établissement désactivé", en: "enter a deactivated school" },
  other_school: { fr: "s'en servir dans un autre établissement", en: "use it in another school" },
  platform: { fr: "s'en servir sur la plateforme", en: "use it on the platform" },
  guessed: { fr: "en présenter une altérée", en: "show an altered one" },
  refresh_elsewhere: { fr: "le renouveler ailleurs", en: "refresh it elsewhere" },
  refresh_as_access: { fr: "présenter celui de renouvellement", en: "show the refresh token" },
  unsigned: { fr: "en présenter un sans signature", en: "show one without a signature" },
  renamed: { fr: "y changer le nom de l'établissement", en: "change the school's name in it" },
  cut_short: { fr: "en présenter un tronqué", en: "show one cut short" },
  other_password: {
    fr: "se connecter ailleurs avec le même mot de passe",
    en: "sign in elsewhere with the same password",
  },
  apart: { fr: "trouver une zone dans une autre", en: "find one area within another" },
  parent: { fr: "remonter dans la zone d'un autre", en: "climb into another's area" },
  above: { fr: "sortir des zones", en: "get out of the areas" },
  null: { fr: "couper le chemin par un caractère nul", en: "cut the path with a null character" },
  empty: { fr: "ne nommer personne", en: "name nobody" },
  hint: { fr: "désigner un autre par X-Tenant-Subdomain", en: "name another by X-Tenant-Subdomain" },
  forwarded_host: { fr: "désigner un autre par X-Forwarded-Host", en: "name another by X-Forwarded-Host" },
  forwarded: { fr: "désigner un autre par Forwarded", en: "name another by Forwarded" },
  original_host: { fr: "désigner un autre par X-Original-Host", en: "name another by X-Original-Host" },
  two_hosts: { fr: "envoyer deux hôtes", en: "send two hosts" },
  host_with_user: { fr: "mettre un hôte devant l'autre (@)", en: "put one host before the other (@)" },
  host_with_path: { fr: "mettre un hôte derrière l'autre (/)", en: "put one host behind the other (/)" },
  subdomain_of_it: { fr: "un sous-domaine de l'hôte d'un autre", en: "a subdomain of another's host" },
  unknown: { fr: "un hôte que personne n'a", en: "a host that nobody has" },
  session_elsewhere: { fr: "présenter sa session sur un autre hôte", en: "show its session on another host" },
  token_elsewhere: { fr: "présenter son jeton sur un autre hôte", en: "show its token on another host" },
};
