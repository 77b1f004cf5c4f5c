/** What kind of work a subject gives: it chooses the wording of lessons, homework and tests. */
export type WorkKind = "letters" | "maths" | "science" | "language" | "history" | "art" | "sport" | "workshop";

export type RoomKind = "classroom" | "laboratory" | "computer" | "workshop" | "gymnasium" | "library" | "study";

export type Subject = {
  code: string;
  name: string;
  color: string;
  coefficient: number;
  work: WorkKind;
  /** Most hours in a row. */
  block: number;
  /** Codes of the competences its tests show, without the cycle. */
  competences: readonly string[];
  /** What the year goes through, in order. */
  topics: readonly string[];
};

export type Level = { code: string; name: string; age: number };

export type ClassPlan = {
  name: string;
  level: string;
  track: string;
  pupils: number;
  /** Hours a week by subject. */
  hours: Readonly<Record<string, number>>;
};

/** One teacher: subjects, the room they keep, and the classes when a subject is shared among several. */
export type Post = { subjects: readonly string[]; room: string; classes?: readonly string[] };

export type Room = { name: string; building: string; kind: RoomKind; capacity: number; isAccessible: boolean };

export type Competence = { code: string; title: string; domain: number | null; cycle: number | null };

/** What one kind of school teaches, to whom, and where. */
export type Curriculum = {
  reports: "trimester" | "semester";
  levels: readonly Level[];
  subjects: readonly Subject[];
  classes: readonly ClassPlan[];
  posts: readonly Post[];
  rooms: readonly Room[];
  competences: readonly Competence[];
};

/** Shorthand of a subject; topics are parted by semicolons. */
export function subject(
  code: string,
  name: string,
  color: string,
  facts: { work: WorkKind; coefficient?: number; block?: number; competences?: string; topics: string },
): Subject {
  return {
    code,
    name,
    color,
    coefficient: facts.coefficient ?? 1,
    work: facts.work,
    block: facts.block ?? 1,
    competences: facts.competences?.split(" ") ?? [],
    topics: facts.topics.split(";").map((topic) => topic.trim()),
  };
}

export function room(
  name: string,
  building: string,
  kind: RoomKind = "classroom",
  capacity = 30,
  isAccessible = true,
): Room {
  return { name, building, kind, capacity, isAccessible };
}
