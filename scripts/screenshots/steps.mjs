/** The address of a school in this state, and of one of its tabs. */
export const of =
  (state, tab = "") =>
  (ids) =>
    `/schools/${ids[state]}${tab && `/${tab}`}`;

/** Opens a window by a button of the page. */
export const press = (name) => async (page) => {
  await page.getByRole("button", { name }).first().click();
  await page.getByRole("dialog").waitFor();
};

/** Answers procedures in the server's place, each with data or with what is made of the server's own; others go on to it. */
export function answer(page, answers) {
  return page.route("**/trpc/**", async (route) => {
    const url = new URL(route.request().url());
    const names = url.pathname.replace("/trpc/", "").split(",");
    if (!names.some((name) => name in answers)) return route.fallback();
    const isOwn = names.every((name) => name in answers && typeof answers[name] !== "function");
    const response = isOwn ? undefined : await route.fetch();
    const got = response ? await response.json() : names.map(() => ({ result: { data: null } }));
    const all = Array.isArray(got) ? got : [got];
    names.forEach((name, at) => {
      if (!(name in answers)) return;
      const given = answers[name];
      all[at] = { result: { data: typeof given === "function" ? given(all[at].result?.data) : given } };
    });
    const isBatch = url.searchParams.has("batch") || Array.isArray(got);
    return route.fulfill({ ...(response && { response }), json: isBatch ? all : all[0] });
  });
}
