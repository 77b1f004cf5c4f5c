import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Besides the demo schools, one in each state that a school may be in. @returns their ids by state */
export async function makeSchools({ call }, { dataDir }) {
  const [open] = (await call(`tenants.list?input=${encodeURIComponent('{"search":"hugo"}')}`)).items;
  const register = async (schoolName, subdomain, city) => {
    const input = {
      schoolName,
      schoolType: "college",
      address: "12 rue des Écoles",
      postalCode: "69003",
      city,
      phone: "0478123456",
      email: `contact@${subdomain}.fr`,
      subdomain,
      provisionNow: false,
    };
    return (await call("tenants.create", input)).tenant.id;
  };
  const created = await register("Collège Simone Veil", "college-veil", "Marseille");
  const failed = await register("Collège Louise Michel", "college-michel", "Montreuil");
  const inactive = await register("Collège Jules Ferry", "college-ferry", "Lille");
  const deleted = await register("Collège Jean Moulin", "college-moulin", "Lyon");
  // A file where its folder should be.
  writeFileSync(join(dataDir, "mediafiles", `tenant_${failed}`), "in the way");
  for (const id of [failed, inactive]) await call("tenants.provision", { id });
  await call("tenants.deactivate", { id: inactive });
  await call("tenants.delete", { id: deleted });
  return { open: open.id, created, failed, inactive, deleted };
}
