import { createSignal } from "solid-js";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ColorField } from "../../ui/color-field.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { NumberField } from "../../ui/number-field.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";

const TYPES = [
  { value: "college", label: "Collège", hint: "11 to 15 years" },
  { value: "lycee", label: "Lycée", hint: "15 to 18 years" },
  { value: "lycee_pro", label: "Lycée professionnel", hint: "15 to 18 years, vocational" },
] as const;

const ZONES = ["Europe/Paris", "America/Guadeloupe", "America/Martinique", "Indian/Reunion", "Pacific/Noumea"].map(
  (value) => ({ value, label: value }),
);

export function Fields() {
  const [text, setText] = createSignal("Lycée Victor Hugo");
  const [type, setType] = createSignal<(typeof TYPES)[number]["value"]>("lycee");
  const [zone, setZone] = createSignal("Europe/Paris");
  const [count, setCount] = createSignal(1200);
  const [color, setColor] = createSignal("#1976D2");
  const [on, setOn] = createSignal(true);
  const [search, setSearch] = createSignal("");
  return (
    <div class="grid grid-cols-1 gap-x-6 gap-y-5 md:grid-cols-2">
      <TextField label="School name" value={text()} onChange={setText} hint="As it stands on letters." />
      <TextField label="Subdomain" value="Lycée Hugo" mono error="Only lower-case letters, digits and hyphens" />
      <TextField label="Web site" value="" optional placeholder="www.example.fr" prefix="https://" />
      <TextField label="Schema" value="lycee_hugo" disabled mono hint="Chosen once; it never changes." />
      <TextField label="Subdomain" value="lycee-hugo" suffix=".peproscolaire.fr" />
      <NumberField label="Students" value={count()} onChange={setCount} min={1} hint="At most this many accounts." />
      <Select label="Type" value={type()} onChange={setType} options={TYPES} />
      <Combobox label="Time zone" value={zone()} onChange={setZone} options={ZONES} />
      <ColorField label="Primary colour" value={color()} onChange={setColor} />
      <ColorField label="Secondary colour" value="#12" error="Six digits behind a #" />
      <TextArea label="Address" value={"12 rue des Écoles\n75005 Paris"} rows={2} />
      <SearchField label="Search for a school" value={search()} onSearch={setSearch} class="self-end" />
      <RadioGroup label="Type" value={type()} onChange={setType} options={TYPES} cards class="md:col-span-2" />
      <RadioGroup
        label="Type"
        value={type()}
        onChange={setType}
        options={TYPES.map(({ value, label }) => ({ value, label }))}
      />
      <div class="flex flex-col gap-3">
        <Checkbox label="Provision now" hint="Its tables are made at once." value={on()} onChange={setOn} />
        <Checkbox label="I have read this" value={false} error="Needed to go on" />
        <Checkbox label="Locked" value disabled />
      </div>
      <Switch
        label="E-mail notifications"
        hint="Sent by the platform in the school's name."
        value={on()}
        onChange={setOn}
      />
      <Switch label="Text messages" value={false} disabled />
    </div>
  );
}
