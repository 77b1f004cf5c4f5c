import { useAction, useNavigate } from "@solidjs/router";
import { createEffect, createResource, on, onMount } from "solid-js";
import { checkSubdomain, createSchool, schoolsDomain } from "../../data/schools.ts";
import { useText } from "../../i18n/i18n.tsx";
import { useTitle } from "../../navigation/title.tsx";
import { createForm, Form, FormError, SubmitButton } from "../../ui/form/index.ts";
import { UnsavedChanges } from "../../ui/form/unsaved-changes.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { AdminSection } from "./new/admin-section.tsx";
import { AddressSection, ContactSection, HostSection, IdentitySection } from "./new/basics.tsx";
import { ModulesSection } from "./new/modules-section.tsx";
import { alternativesTo, proposeSubdomain, typeIn } from "./new/propose-subdomain.ts";
import { Review } from "./new/review.tsx";
import { createSubdomainCheck } from "./new/subdomain-check.ts";
import { ThemeSection } from "./new/theme-section.tsx";
import { BLANK, newSchool } from "./new/values.ts";
import type { OpeningState } from "./opening/state.ts";

/** Everything a school needs to be opened, on one page; the opening itself has a page of its own. */
export default function NewSchool() {
  const t = useText("new-school");
  const navigate = useNavigate();
  const create = useAction(createSchool);
  let name!: HTMLInputElement;
  let isSubdomainOwn = false;
  let isTypeOwn = false;
  let opened: string | undefined;
  useTitle(() => t("title"));

  const form = createForm({
    schema: newSchool,
    initial: BLANK,
    fieldOf: { subdomain_taken: "subdomain", schema_taken: "subdomain" },
    submit: async ({ admin, ...school }) => {
      // Sent once, however often it is pressed while the next page is on its way.
      opened ??= (await create(school)).id;
      const state: OpeningState = { begins: true, ...(admin && { admin }) };
      navigate(`/schools/${opened}/opening`, { state });
    },
  });
  const [domain] = createResource(() => schoolsDomain().catch(() => ""), { initialValue: "" });
  const host = () => form.values.subdomain && [form.values.subdomain, domain.latest].filter(Boolean).join(".");
  const verdict = createSubdomainCheck(() => form.values.subdomain, {
    ask: checkSubdomain,
    alternativesTo: (label) => alternativesTo(label, form.values),
  });

  createEffect(
    on(
      () => form.values.schoolName,
      (typed) => {
        if (!isSubdomainOwn) form.set("subdomain", proposeSubdomain(typed));
        const type = typeIn(typed);
        if (type && !isTypeOwn) form.set("schoolType", type);
      },
      { defer: true },
    ),
  );
  onMount(() => {
    // A phone would cover half of the page with its keyboard.
    if (matchMedia("(pointer: fine)").matches) name.focus();
  });

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        crumbs={[{ href: "/schools", label: t("crumb") }]}
      />
      <Form form={form} label={t("title")} class="max-lg:[&_:is(input,textarea,button)]:scroll-mb-28">
        <UnsavedChanges form={form} />
        <div class="flex flex-col gap-6 lg:grid lg:grid-cols-[minmax(0,1fr)_19rem] lg:items-start">
          <div class="flex min-w-0 flex-col gap-6">
            <IdentitySection
              form={form}
              nameRef={(input) => {
                name = input;
              }}
              onType={(type) => {
                isTypeOwn = true;
                form.set("schoolType", type);
              }}
            />
            <AddressSection form={form} />
            <ContactSection form={form} />
            <HostSection
              form={form}
              verdict={verdict()}
              host={host()}
              domain={domain.latest}
              onType={(subdomain) => {
                // Emptied, it follows the name again.
                isSubdomainOwn = subdomain !== "";
                form.set("subdomain", subdomain);
              }}
            />
            <ModulesSection form={form} />
            <ThemeSection form={form} host={host()} />
            <AdminSection form={form} />
          </div>
          <Review values={form.values} host={host()}>
            <FormError form={form} />
            <SubmitButton form={form} size="lg" full>
              {t("action")}
            </SubmitButton>
          </Review>
        </div>
      </Form>
    </>
  );
}
