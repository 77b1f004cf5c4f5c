import { isPeproError } from "@pepro/client";
import { isDomainName } from "@pepro/contracts";
import Plus from "lucide-solid/icons/plus";
import { createSignal, Show } from "solid-js";
import * as z from "zod";
import { useText } from "../../../../i18n/i18n.tsx";
import { Section } from "../../../../ui/card.tsx";
import { Checkbox } from "../../../../ui/checkbox.tsx";
import { createForm, Form, FormError, SubmitButton } from "../../../../ui/form/index.ts";
import { UnsavedChanges } from "../../../../ui/form/unsaved-changes.tsx";
import { TextField } from "../../../../ui/text-field.tsx";
import { hostOf } from "./host-of.ts";

/** The server's own rule for a school's hosts, on what was pasted. */
const schema = z.object({
  domain: z
    .string()
    .trim()
    .min(1, { error: "blank" })
    .transform(hostOf)
    .refine((host) => host === "" || isDomainName(host), { error: "domain_invalid" }),
  isPrimary: z.boolean(),
});

const EMPTY = { domain: "", isPrimary: false };

type Refusal = { host: string; why: "own" | "taken" | "reserved" };

/** Gives a school one more host. `hosts` are those it has: they are refused before they are sent. */
export function AddDomainForm(props: {
  hosts: readonly string[];
  onAdd: (input: { domain: string; isPrimary: boolean }) => Promise<unknown>;
}) {
  const t = useText("school-domains");
  const [refusal, setRefusal] = createSignal<Refusal>();
  const form = createForm({
    schema,
    initial: EMPTY,
    submit: async (input) => {
      try {
        await props.onAdd(input);
      } catch (error) {
        setRefusal(refusalOf(error, input.domain));
        throw error;
      }
    },
  });
  const adding = {
    ...form,
    submit: async () => {
      if (refused()) {
        form.focusInvalid.current?.();
        return false;
      }
      const added = await form.submit();
      if (added) form.reset(EMPTY);
      return added;
    },
  };
  const typed = () => hostOf(form.values.domain).toLowerCase();
  const refused = (): Refusal | undefined => {
    if (props.hosts.includes(typed())) return { host: typed(), why: "own" };
    return refusal()?.host === typed() ? refusal() : undefined;
  };
  const error = () => {
    const found = refused();
    return found ? t(`refused.${found.why}`, { domain: found.host }) : form.field("domain").error;
  };

  return (
    <Section title={t("add.title")} description={t("add.about")}>
      <Form form={adding} label={t("add.title")} class="gap-4!">
        <UnsavedChanges form={form} />
        <div class="grid grid-cols-1 items-start gap-x-2 gap-y-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <TextField
            {...form.field("domain")}
            error={error()}
            label={t("domain")}
            hint={
              typed() !== "" && typed() !== form.values.domain.trim()
                ? t("domain.read", { domain: typed() })
                : t("domain.hint")
            }
            placeholder="www.lycee-hugo.fr"
            inputmode="url"
            mono
          />
          <Checkbox {...form.field("isPrimary")} label={t("primary")} hint={t("primary.hint")} />
          <div class="sm:col-start-2 sm:row-start-1 sm:pt-6.5">
            <SubmitButton form={adding} icon={Plus} variant="secondary" full>
              {t("add")}
            </SubmitButton>
          </div>
        </div>
        <Show when={form.error() && !refused()}>
          <FormError form={form} />
        </Show>
      </Form>
    </Section>
  );
}

/** The schema has passed what is well formed: a host that the server still calls invalid is one of the platform's own. */
function refusalOf(error: unknown, host: string): Refusal | undefined {
  if (isPeproError(error, "domain_taken")) return { host, why: "taken" };
  return isPeproError(error, "domain_invalid") ? { host, why: "reserved" } : undefined;
}
