import { weekdayOf } from "../calendar.ts";
import type { Random } from "../random.ts";
import type { Rows } from "../tables.ts";
import type { Frame } from "./frame.ts";
import { idOf, type Service, type Slot, type Structure } from "./structure.ts";

/** One weekly lesson. */
export type Entry = { id: string; service: Service; slot: Slot; roomId: string };

type Block = { service: Service; size: number };
type Placed = Block & { slots: readonly Slot[] };

/** The weekly timetable: no class and no teacher twice in one slot. Teachers keep their room, so no room is either. */
export function planTimetable(frame: Frame, structure: Structure): { entries: Entry[]; rows: Partial<Rows> } {
  const { calendar, id } = frame;
  const entries = place(frame.random("timetable"), structure).flatMap(({ service, slots }) =>
    slots.map((slot) => ({ id: id(), service, slot, roomId: idOf(structure.roomIds, service.teacher.post.room) })),
  );
  return {
    entries,
    rows: {
      timetable_entries: entries.map((entry) => ({
        id: entry.id,
        class_id: entry.service.schoolClass.id,
        subject_id: entry.service.subjectId,
        teacher_id: entry.service.teacher.id,
        room_id: entry.roomId,
        time_slot_id: entry.slot.id,
        starts_on: calendar.year.startsOn,
        ends_on: calendar.lessonsEndOn,
      })),
    },
  };
}

/** The hardest first: long blocks, then busy teachers. Each goes where it costs least. */
function place(random: Random, { services, slots }: Structure): Placed[] {
  const load = new Map<string, number>();
  for (const { teacher, hours } of services) load.set(teacher.id, (load.get(teacher.id) ?? 0) + hours);
  const blocks = random
    .shuffle(services.flatMap(blocksOf))
    .sort((a, b) => b.size - a.size || (load.get(b.service.teacher.id) ?? 0) - (load.get(a.service.teacher.id) ?? 0));
  const placed: Placed[] = [];
  for (const block of blocks) {
    const busy = placed.filter(
      ({ service }) => service.teacher === block.service.teacher || service.schoolClass === block.service.schoolClass,
    );
    const taken = new Set(busy.flatMap((other) => other.slots));
    const runs = runsOf(slots, block.size).filter((run) => !run.some((slot) => taken.has(slot)));
    const [best] = runs
      .map((run) => ({ run, cost: costOf(block, run, busy) + random.next() }))
      .sort((a, b) => a.cost - b.cost);
    if (!best) throw new RangeError(`no slot left for ${block.service.subject.code}`);
    placed.push({ ...block, slots: best.run });
  }
  return placed;
}

function blocksOf(service: Service): Block[] {
  const { block } = service.subject;
  const full = Array.from({ length: Math.floor(service.hours / block) }, () => ({ service, size: block }));
  const rest = service.hours % block;
  return rest === 0 ? full : [...full, { service, size: rest }];
}

/** Every run of consecutive slots within one half-day. */
function runsOf(slots: readonly Slot[], size: number): Slot[][] {
  return slots
    .map((_, index) => slots.slice(index, index + size))
    .filter((run) => run.length === size && new Set(run.map(({ weekday, half }) => `${weekday}${half}`)).size === 1);
}

/** A subject twice on one day costs most; then a day longer than the others; then a late hour. */
function costOf({ service }: Block, run: readonly Slot[], busy: readonly Placed[]): number {
  const day = run[0]?.weekday;
  const sameDay = busy.filter(
    (other) => other.service.schoolClass === service.schoolClass && other.slots[0]?.weekday === day,
  );
  const again = sameDay.filter((other) => other.service.subject === service.subject).length;
  const hours = sameDay.reduce((sum, other) => sum + other.slots.length, 0);
  const late = run.filter(({ label }) => label === "S3").length;
  return again * 20 + hours * 1.5 + late * 3;
}

/** Of some days, those on which a class has a subject. */
export function lessonDays(days: readonly string[], service: Service, entries: readonly Entry[]): string[] {
  const weekdays = new Set(entries.filter((entry) => entry.service === service).map(({ slot }) => slot.weekday));
  return days.filter((day) => weekdays.has(weekdayOf(day)));
}
