import type { Calendar } from "../calendar.ts";
import { schoolCalendar } from "../calendar.ts";
import { CURRICULA, type Curriculum } from "../lists/index.ts";
import { createIds, createRandom, type Random } from "../random.ts";
import type { DemoSchool } from "../schools.ts";

/** What every part of the plan works with. */
export type Frame = {
  school: DemoSchool;
  curriculum: Curriculum;
  calendar: Calendar;
  now: Date;
  /** The administrator that the school opened with. */
  adminId: string;
  id(at?: Date): string;
  /** Each part draws from a stream of its own: what one draws changes nothing in another. */
  random(stream: string): Random;
};

export function frameOf(school: DemoSchool, adminId: string, now: Date): Frame {
  const random = (stream: string) => createRandom(`${school.subdomain}:${stream}`);
  return {
    school,
    curriculum: CURRICULA[school.schoolType],
    calendar: schoolCalendar(now),
    now,
    adminId,
    id: createIds(random("ids"), now),
    random,
  };
}
