import { type Drift, type DriftSchool, driftScript } from "@pepro/contracts";
import { visible } from "./output/width.ts";
import type { Cli } from "./program/cli.ts";

/** The SQL that would repair each school that differs, and how many there are of each state. Comments aside it is SQL. */
export function driftsText(cli: Cli, { schools }: Drift): string {
  const told = schools.filter(({ state }) => state !== "same").map((school) => schoolText(cli, school));
  return [...told, countsText(cli, schools)].join("\n\n");
}

function schoolText(cli: Cli, school: DriftSchool): string {
  const { green, yellow, red } = cli.palette;
  const { schema, version, state } = school;
  const name = visible(school.name);
  const said = {
    same: "",
    different: cli.say({ fr: "{count} différences", en: "{count} differences" }, { count: school.differences.length }),
    missing: cli.say({ fr: "le schéma n'existe pas", en: "there is no such schema" }),
    ahead: cli.say({ fr: "plus récent que ce programme : non comparé", en: "newer than this program: not compared" }),
  }[state];
  const colour = { same: green, different: red, missing: red, ahead: yellow }[state];
  const head = colour(`-- ${schema} (${name}), version ${version} : ${said}`);
  return state === "different" ? `${head}\n${driftScript(school, cli.language)}` : head;
}

function countsText(cli: Cli, schools: readonly DriftSchool[]): string {
  const count = (state: DriftSchool["state"]) => schools.filter((school) => school.state === state).length;
  const text = {
    fr: "-- {all} établissements : {same} conformes, {different} différents, {missing} absents, {ahead} plus récents",
    en: "-- {all} schools: {same} the same, {different} different, {missing} missing, {ahead} newer",
  };
  const fields = { all: schools.length, same: count("same"), different: count("different") };
  return cli.say(text, { ...fields, missing: count("missing"), ahead: count("ahead") });
}
