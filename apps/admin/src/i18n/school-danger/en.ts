import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  title: "Danger zone",
  "deactivate.title": "Deactivate the school",
  "deactivate.about":
    "Nobody gets in until it is reactivated. Nothing is erased: accounts, data and settings stay as they are.",
  "deactivate.action": "Deactivate the school",
  "deactivate.notOpen": "A school that is not open answers nobody: there is nothing to deactivate.",
  "deactivate.ask": "Deactivate {name}?",
  "deactivate.at": "As soon as you confirm:",
  "deactivate.hosts": {
    one: "Its address stops answering: “This school is not available at present”.",
    other: "Its {count} addresses stop answering: “This school is not available at present”.",
  },
  "deactivate.users": "Whoever works there now is cut off at their next click; what they have not saved is lost.",
  "deactivate.data": "No data are erased.",
  deactivated: "{name} is deactivated",
  "activate.title": "Reactivate the school",
  "activate.about": "Its addresses answer again, and its accounts sign in as before.",
  "activate.action": "Reactivate the school",
  "activate.ask": "Reactivate {name}?",
  "activate.at": "As soon as you confirm, its addresses answer and all its active accounts can sign in.",
  activated: "{name} is reactivated",
  "delete.title": "Delete the school",
  "delete.about":
    "It is suspended at once and leaves the lists. Its data are kept for {days} days, then erased for good.",
  "delete.action": "Delete the school",
  "delete.ask": "Delete {name}?",
  "delete.at": "It leaves the dashboard as soon as you confirm. Its data will be erased on {date}.",
  "delete.hosts": "Will stop answering: {hosts}",
  "delete.students": {
    one: "{count} student, and all accounts, grades, absences and messages",
    other: "{count} students, and all accounts, grades, absences and messages",
  },
  "delete.data": "The schema {schema} and {size} of files",
  "delete.names": "The subdomain {subdomain} and the schema {schema} stay taken: no school can have them again.",
  deleted: "{name} is deleted",
  "deleted.until": "Its data will be erased on {date}.",
} satisfies Translation<typeof fr>;
