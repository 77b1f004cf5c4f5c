import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  name: "Name of the school",
  "label.light": "Light preview of the page of {name}",
  "label.dark": "Dark preview of the page of {name}",
  signIn: "Sign in",
  news: "News",
  lead: "The school's online space",
  "module.timetable": "Timetable",
  "module.grades": "Grades",
  unknown: "Contrast unknown: correct the colours",
  pass: "Enough contrast (WCAG AA)",
  fail: { one: "One contrast too low (WCAG AA)", other: "{count} contrasts too low (WCAG AA)" },
  "check.onPrimary": "Text in {ink} on the main colour",
  "check.onSecondary": "Text in {ink} on the second colour",
  "check.lightPage": "Buttons on the light page",
  "check.darkPage": "Buttons on the dark page",
  "ink.white": "white",
  "ink.black": "black",
  "ratio.pass": "{ratio}:1, at least {least}",
  "ratio.fail": "{ratio}:1, needs {least}",
  "fix.use": "Use {color}",
  "fix.name": "{color} would do",
} satisfies Translation<typeof fr>;
