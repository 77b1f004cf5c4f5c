import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  "type.college": "Collège",
  "type.lycee": "Lycée",
  "type.lycee_pro": "Lycée professionnel",
  "module.authentication": "Accounts",
  "module.schools": "School",
  "module.timetable": "Timetable",
  "module.attendance": "Attendance",
  "module.grades": "Grades",
  "module.homework": "Homework",
  "module.messaging": "Messages",
  "module.student_records": "Student records",
  "module.ai_analytics": "AI analytics",
  "moduleAbout.authentication": "Signing in and everyone's profile",
  "moduleAbout.schools": "Classes, groups and school years",
  "moduleAbout.timetable": "Lessons, rooms and substitutes",
  "moduleAbout.attendance": "Absences, lateness and excuses",
  "moduleAbout.grades": "Assessments, averages and reports",
  "moduleAbout.homework": "Work to do and lesson contents",
  "moduleAbout.messaging": "Between families and staff",
  "moduleAbout.student_records": "Information and school documents",
  "moduleAbout.ai_analytics": "Finding students who need support",
} satisfies Translation<typeof fr>;
