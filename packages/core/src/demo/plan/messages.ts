import { addDays, addMinutes, at } from "../calendar.ts";
import { type DemoMessage, MESSAGES, type Party } from "../lists/index.ts";
import type { RowOf, Rows } from "../tables.ts";
import type { Frame } from "./frame.ts";
import type { People } from "./people.ts";
import type { SchoolClass, Structure } from "./structure.ts";

type Group = { row: RowOf<"groups">; members: string[]; moderators: string[] };

/** The groups of the school, and a fortnight's messages between the accounts of the demo. */
export function planMessages(frame: Frame, people: People, structure: Structure): Partial<Rows> {
  const random = frame.random("messages");
  const groups = planGroups(frame, people, structure);
  const party = partiesOf(frame, people, groups);
  const ids = new Map(MESSAGES.map((message) => [message.key, frame.id(idMoment(frame, message))]));
  return {
    groups: groups.all.map(({ row }) => row),
    group_members: groups.all.flatMap(({ row, members, moderators }) => [
      ...members.map((userId) => ({ group_id: row.id, user_id: userId, role: "member" })),
      ...moderators.map((userId) => ({ group_id: row.id, user_id: userId, role: "moderator" })),
    ]),
    messages: MESSAGES.map((message) => ({
      id: ids.get(message.key) ?? "",
      sender_id: party(message.from).ids[0] ?? frame.adminId,
      group_id: party(message.to).groupId,
      reply_to_id: (message.replyTo && ids.get(message.replyTo)) ?? null,
      kind: message.announcement ? "announcement" : "message",
      priority: message.urgent ? "urgent" : "normal",
      subject: message.subject,
      body: message.body,
      sent_at: at(dayOf(frame, message), message.time),
    })),
    message_recipients: MESSAGES.flatMap((message) => {
      const sender = party(message.from).ids[0];
      return party(message.to)
        .ids.filter((userId) => userId !== sender)
        .map((userId) => ({
          message_id: ids.get(message.key) ?? "",
          recipient_id: userId,
          read_at: random.chance(message.read) ? at(dayOf(frame, message), addMinutes(message.time, 70)) : null,
        }));
    }),
  };
}

type Groups = { all: Group[]; staff: Group; class: Group; parents: Group };

function planGroups(frame: Frame, { teachers }: People, { classes }: Structure): Groups {
  const group = (name: string, kind: string, classId: string | null, members: string[], moderators: string[]) => ({
    row: { id: frame.id(), name, kind, class_id: classId, owner_id: moderators[0] ?? frame.adminId },
    members,
    moderators,
  });
  const ofClass = ({ id, plan, pupils }: SchoolClass) => {
    const parents = pupils.flatMap(({ family }) => family.guardians.filter(({ hasAccount }) => hasAccount));
    const parentIds = [...new Set(parents.map((parent) => parent.id))];
    return [
      group(
        `Élèves de ${plan.name}`,
        "class",
        id,
        pupils.map((pupil) => pupil.id),
        [frame.adminId],
      ),
      group(`Parents de ${plan.name}`, "parents", id, parentIds, [frame.adminId]),
    ] as const;
  };
  const staff = group(
    "Équipe pédagogique",
    "staff",
    null,
    teachers.map(({ id }) => id),
    [frame.adminId],
  );
  const perClass = classes.map(ofClass);
  const [first] = perClass;
  if (!first) throw new RangeError("a school without classes");
  return { all: [staff, ...perClass.flat()], staff, class: first[0], parents: first[1] };
}

/** Who a message's `from` and `to` stand for; the pupil of the demo is the first of the first class. */
function partiesOf(frame: Frame, { teachers, pupils }: People, groups: Groups) {
  const eleve = pupils[0];
  const someone = (id: string | undefined) => ({ ids: id ? [id] : [], groupId: null });
  const everyone = ({ row, members }: Group) => ({ ids: members, groupId: row.id });
  const parties: Record<Party, { ids: string[]; groupId: string | null }> = {
    admin: someone(frame.adminId),
    prof: someone(teachers[0]?.id),
    colleague: someone(teachers[1]?.id),
    eleve: someone(eleve?.id),
    parent: someone(eleve?.family.guardians[0]?.id),
    staff: everyone(groups.staff),
    class: everyone(groups.class),
    parents: everyone(groups.parents),
  };
  return (name: Party) => parties[name];
}

function dayOf({ calendar }: Frame, { daysAgo }: DemoMessage): string {
  return addDays(calendar.today, -daysAgo);
}

/** An inbox is read in the order of its messages' ids. */
function idMoment(frame: Frame, message: DemoMessage): Date {
  return new Date(`${dayOf(frame, message)}T${message.time}Z`);
}
