import type { SchoolType } from "@pepro/contracts";
import { college } from "./college.ts";
import type { Curriculum } from "./curriculum.ts";
import { lycee } from "./lycee.ts";
import { lyceePro } from "./lycee-pro.ts";

export * from "./addresses.ts";
export * from "./curriculum.ts";
export * from "./first-names.ts";
export * from "./last-names.ts";
export * from "./messages.ts";
export * from "./work.ts";

export const CURRICULA: Readonly<Record<SchoolType, Curriculum>> = { college, lycee, lycee_pro: lyceePro };
