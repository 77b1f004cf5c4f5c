const PEOPLE =
  "Simone Veil, Jean Jaurès, Marie Curie, Émile Zola, Louise Michel, Jules Ferry, Albert Camus, Colette, Aimé Césaire, Rosa Parks, Victor Schœlcher, Olympe de Gouges, Arthur Rimbaud, Germaine Tillion, Jacques Prévert, Sophie Germain, Pierre Mendès France, Ada Lovelace, Antoine de Saint-Exupéry, George Sand, Paul Éluard, Lucie Aubrac, Molière, Joséphine Baker".split(
    ", ",
  );
const CITIES = [
  ["Lyon", "69003"],
  ["Lyon", "69007"],
  ["Villeurbanne", "69100"],
  ["Marseille", "13005"],
  ["Nantes", "44000"],
  ["Rennes", "35000"],
];
const TYPES = [
  ["lycee", "Lycée"],
  ["college", "Collège"],
  ["lycee_pro", "Lycée professionnel"],
];

/** Of the places in the list, those whose schools are left registered; all others are opened. */
const isLeftWaiting = (at) => at % 11 === 8;

/** Many schools: most of them open, some still to be opened, some switched off. */
export async function makeFleet({ call }, size = 72) {
  for (let at = 0; at < size; at += 1) {
    const name = PEOPLE[at % PEOPLE.length];
    const [city, postalCode] = CITIES[(at + Math.floor(at / PEOPLE.length)) % CITIES.length];
    const [schoolType, type] = TYPES[(at + Math.floor(at / PEOPLE.length)) % TYPES.length];
    const subdomain = `${plain(type).replace("-professionnel", "-pro")}-${plain(name)}-${plain(city)}`;
    const { tenant, refused } = await call("tenants.create", {
      schoolName: `${type} ${name}`,
      schoolType,
      address: `${3 + at} rue de la République`,
      postalCode,
      city,
      phone: "0478123456",
      email: `contact@${subdomain}.fr`,
      subdomain,
      provisionNow: false,
    });
    if (refused) throw new Error(`${subdomain}: ${refused}`);
    if (isLeftWaiting(at)) continue;
    await call("tenants.provision", { id: tenant.id });
    if (at % 17 === 1) await call("tenants.deactivate", { id: tenant.id });
  }
}

/** The list as it is once a year has begun: each school with its pupils, the latest visits spread over a month. */
export function withPupils(page) {
  return page.route("**/trpc/**", async (route) => {
    const names = new URL(route.request().url()).pathname.replace("/trpc/", "").split(",");
    const at = names.indexOf("tenants.list");
    if (at < 0) return route.fallback();
    const response = await route.fetch();
    const answers = await response.json();
    const { data } = answers[at].result;
    data.items = data.items.map((school, row) => {
      if (school.state !== "ready") return school;
      const minutes = [3, 11, 26, 49, 95, 180, 1_500, 3_100, 9_000, 21_000][(row * 7) % 10];
      return {
        ...school,
        studentCount: 320 + ((row * 397) % 1_130),
        lastAccessedAt: new Date(Date.now() - minutes * 60_000).toISOString(),
      };
    });
    return route.fulfill({ response, json: answers });
  });
}

function plain(text) {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z]+/g, "-");
}
