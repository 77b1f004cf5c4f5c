import { useTitle } from "../../navigation/title.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Section } from "../../ui/card.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Actions } from "./actions.tsx";
import { Fields } from "./fields.tsx";
import { Forms } from "./forms.tsx";
import { Listing } from "./listing.tsx";
import { Overlays } from "./overlays.tsx";
import { States } from "./states.tsx";

/** Every primitive in its states, in development builds alone. Its own words are not translated. */
export default function Gallery() {
  useTitle(() => "Gallery");
  return (
    <>
      <PageHeader
        crumbs={[{ href: "/", label: "Home" }]}
        title="Gallery"
        badge={<Badge>development</Badge>}
        description="Every primitive in its states. What a page needs and is not here belongs here first."
      />
      <div class="flex flex-col gap-6">
        <Section title="Buttons and links">
          <Actions />
        </Section>
        <Section title="Fields">
          <Fields />
        </Section>
        <Section title="A form, whole" description="Leave a field, send it empty, reload with changes.">
          <Forms />
        </Section>
        <Section title="Overlays">
          <Overlays />
        </Section>
        <Section title="States and progress">
          <States />
        </Section>
        <Section title="Table">
          <Listing />
        </Section>
      </div>
    </>
  );
}
