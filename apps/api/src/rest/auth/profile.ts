import { type Language, messageFor, PHONE_NUMBER, userView } from "@pepro/contracts";
import { currentProfile, updateProfile } from "@pepro/core";
import * as z from "zod";
import type { FieldSpecs } from "../drf/field-spec.ts";
import type { Endpoint, Operation } from "../endpoint.ts";
import type { RestCall } from "../rest-call.ts";
import { userBody } from "./representation.ts";

/** Everything else of an account is read-only here: the old service let people make themselves administrators. */
function profileFields(language: Language): FieldSpecs {
  const name = { kind: "char", required: false, allowBlank: true, maxLength: 150 } as const;
  const message = messageFor("phone_number_invalid", language) ?? "";
  const validators = [{ pattern: PHONE_NUMBER, message }];
  return {
    first_name: name,
    last_name: name,
    phone_number: { kind: "char", required: false, allowBlank: true, maxLength: 17, validators },
  };
}

const change: Operation = {
  summary: {
    fr: "Modifie les coordonnées de la personne connectée",
    en: "Changes the particulars of who is signed in",
  },
  body: profileFields("fr"),
  answer: { status: 200, schema: z.object({ user: userView, message: z.string() }) },
  handle: update,
};

export const profile: Endpoint = {
  path: "auth/profile",
  gate: currentProfile,
  allow: ["GET", "PUT", "PATCH", "HEAD", "OPTIONS"],
  metadata: { name: "User Profile", description: "" },
  methods: {
    GET: {
      summary: { fr: "Le compte de la personne connectée", en: "The account of who is signed in" },
      answer: { status: 200, schema: userView },
      handle: async (rest) => rest.answers.json(200, userBody(await rest.run(currentProfile, undefined))),
    },
    PUT: change,
    PATCH: change,
  },
};

async function update(rest: RestCall): Promise<Response> {
  const values = await rest.fields(profileFields(rest.language), { partial: true });
  const given = {
    firstName: values.first_name as string | undefined,
    lastName: values.last_name as string | undefined,
    phoneNumber: values.phone_number as string | undefined,
  };
  const user = await rest.run(updateProfile, given);
  return rest.answers.json(200, { user: userBody(user), message: "Profil mis à jour avec succès !" });
}
