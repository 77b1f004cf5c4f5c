import { expect, test } from "vitest";
import { withCookies } from "./cookies.ts";

/** A server that sets the given lines, one answer after the other, and tells what cookies it got. */
function cookieServer(...answers: string[][]) {
  const got: (string | null)[] = [];
  const fetch = withCookies((_, init) => {
    got.push(new Headers(init?.headers).get("cookie"));
    const headers = new Headers();
    for (const line of answers.shift() ?? []) headers.append("set-cookie", line);
    return Promise.resolve(new Response(null, { headers }));
  });
  return { got, fetch };
}

test("cookies come back to their own site alone, beside the caller's headers", async () => {
  const { got, fetch } = cookieServer(["a=1; Path=/; HttpOnly", "b=x=y; Expires=Wed, 01 Jan 2200 00:00:00 GMT"]);
  await fetch("http://one.test/");
  await fetch("http://one.test/other", { headers: { accept: "text/html" } });
  await fetch("http://two.test/");
  await fetch("https://one.test/");
  expect(got).toEqual([null, "a=1; b=x=y", null, null]);
});

test("a cookie is replaced, and taken back by its age or its date", async () => {
  const { got, fetch } = cookieServer(
    ["a=1", "b=1", "c=1"],
    ["a=2", "b=; Max-Age=0", "c=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
  );
  for (let time = 0; time < 3; time++) await fetch("http://one.test/");
  expect(got).toEqual([null, "a=1; b=1; c=1", "a=2"]);
});
