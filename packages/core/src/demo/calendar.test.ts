import { describe, expect, test } from "vitest";
import { addMinutes, schoolCalendar, weekdayOf } from "./calendar.ts";

const at = (moment: string) => schoolCalendar(new Date(moment));

describe("schoolCalendar", () => {
  test.each([
    ["2026-08-31T21:59:00Z", "2025-2026", "2026-08-31"],
    ["2026-08-31T22:00:00Z", "2026-2027", "2026-09-01"],
    ["2027-01-15T12:00:00Z", "2026-2027", "2027-01-15"],
    ["2027-07-31T12:00:00Z", "2026-2027", "2027-07-31"],
    ["2027-08-01T12:00:00Z", "2026-2027", "2027-08-01"],
  ])("at %s the year is %s, and it holds that day", (moment, name, today) => {
    const { year, ...calendar } = at(moment);
    expect(year.name).toBe(name);
    expect(calendar.today).toBe(today);
    expect(year.startsOn <= today && today <= year.endsOn).toBe(true);
  });

  test("the time is the school's, in winter and in summer", () => {
    expect(at("2026-12-01T08:05:00Z").time).toBe("09:05");
    expect(at("2027-06-01T08:05:00Z").time).toBe("10:05");
  });

  test("days of school are neither weekends, feasts, Christmas nor summer", () => {
    const { between, year } = at("2027-01-15T12:00:00Z");
    const days = between(year.startsOn, year.endsOn);
    expect(days.every((day) => weekdayOf(day) <= 5)).toBe(true);
    for (const day of ["2026-11-11", "2026-12-25", "2027-01-01", "2027-05-08", "2027-07-14"]) {
      expect(days).not.toContain(day);
    }
    expect(days.length).toBeGreaterThan(190);
  });

  test("past ends today, coming begins after it", () => {
    const monday = at("2026-11-23T12:00:00Z");
    expect(monday.past(2)).toEqual(["2026-11-20", "2026-11-23"]);
    expect(monday.coming(2)).toEqual(["2026-11-24", "2026-11-25"]);
    expect(at("2026-12-26T12:00:00Z").past(1)).toEqual(["2026-12-18"]);
    expect(at("2026-09-01T06:00:00Z").past(10)).toEqual(["2026-09-01"]);
    expect(at("2027-08-10T12:00:00Z").coming(3)).toEqual([]);
  });

  test("periods follow one another without a gap up to the last lesson", () => {
    const { trimesters, semesters, year, lessonsEndOn } = at("2027-01-15T12:00:00Z");
    for (const periods of [trimesters, semesters]) {
      const ends = periods.map(({ endsOn }) => Date.parse(endsOn) + 86_400_000);
      expect(periods[0]?.startsOn).toBe(year.startsOn);
      expect(periods.slice(1).map(({ startsOn }) => Date.parse(startsOn))).toEqual(ends.slice(0, -1));
      expect(periods.at(-1)?.endsOn).toBe(lessonsEndOn);
    }
  });
});

test("addMinutes carries into the hours", () => {
  expect(addMinutes("08:00", 55)).toBe("08:55");
  expect(addMinutes("11:30", 95)).toBe("13:05");
});
