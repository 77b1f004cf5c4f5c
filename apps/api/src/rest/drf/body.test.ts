import { describe, expect, test } from "vitest";
import { memberOf, readBody } from "./body.ts";
import { textFor } from "./texts.ts";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

type Content = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

function read(content: Content | undefined, contentType?: string, maxBytes = 1000) {
  const request = new Request("http://localhost/", {
    method: "POST",
    headers: contentType === undefined ? {} : { "content-type": contentType },
    ...(content !== undefined && { body: typeof content === "string" ? new TextEncoder().encode(content) : content }),
    // Node wants to be told that a streamed body is sent before the answer comes.
    ...({ duplex: "half" } as object),
  });
  return readBody(request, { maxBytes, text: textFor("fr") });
}

const member = async (content: string, contentType: string, name: string) => {
  const result = await read(content, contentType);
  return result.ok ? memberOf(result.body, name) : result;
};

describe("readBody", () => {
  test("takes no body for an empty object, and for an empty form under a form's type", async () => {
    expect(await read(undefined)).toMatchObject({ ok: true, body: { kind: "json", data: {} } });
    expect(await read("", JSON_TYPE)).toMatchObject({ ok: true, body: { kind: "json", data: {} } });
    expect(await read("", FORM_TYPE)).toMatchObject({ ok: true, body: { kind: "form" } });
  });

  test("reads JSON whatever its parameters", async () => {
    expect(await read('{"a":[1]}', "Application/JSON; charset=utf-8")).toMatchObject({ body: { data: { a: [1] } } });
    const latin = new Uint8Array([0x22, 0xe9, 0x22]);
    expect(await read(latin, "application/json; charset=iso-8859-1")).toMatchObject({ body: { data: "é" } });
  });

  test.each([
    ['{"email":', "Expecting value: line 1 column 10 (char 9)"],
    ["{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"],
    ['{"a": NaN}', "Out of range float values are not JSON compliant: 'NaN'"],
  ])("refuses %j with 400 and Python's reason", async (content, reason) => {
    expect(await read(content, JSON_TYPE)).toEqual({ ok: false, status: 400, detail: `JSON parse error - ${reason}` });
  });

  test("refuses bytes that are no UTF-8", async () => {
    expect(await read(new Uint8Array([0xff]), JSON_TYPE)).toMatchObject({
      status: 400,
      detail: "JSON parse error - 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    });
  });

  test("refuses another type with 415, quoting the header", async () => {
    const refusal = (type: string) => ({
      ok: false,
      status: 415,
      detail: `Type de média «\u00a0${type}\u00a0» non supporté.`,
    });
    expect(await read("x", "text/plain; charset=utf-8")).toEqual(refusal("text/plain; charset=utf-8"));
    expect(await read("x", undefined)).toEqual(refusal(""));
  });

  test("cuts a body off at the limit, whether its length is announced or streamed", async () => {
    const refusal = { ok: false, status: 413, detail: "Le corps de la requête est trop volumineux." };
    expect(await read('"12345678"', JSON_TYPE, 10)).toMatchObject({ ok: true });
    expect(await read('"123456789"', JSON_TYPE, 10)).toEqual(refusal);
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        chunks++;
        controller.enqueue(new Uint8Array(6));
      },
    });
    expect(await read(endless, JSON_TYPE, 20)).toEqual(refusal);
    expect(chunks).toBeLessThan(10);
  });

  test("keeps __proto__ an ordinary member", async () => {
    const result = await read('{"__proto__": {"admin": true}}', JSON_TYPE);
    expect(result.ok && memberOf(result.body, "admin")).toBeUndefined();
    expect(result.ok && memberOf(result.body, "__proto__")).toEqual({ admin: true });
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });
});

describe("readBody of forms", () => {
  test("decodes names and values and takes the last of a name", async () => {
    expect(await member("email=root%40peproscolaire.fr&x=1", FORM_TYPE, "email")).toBe("root@peproscolaire.fr");
    expect(await member("a=1&a=b+c", FORM_TYPE, "a")).toBe("b c");
    expect(await member("a", FORM_TYPE, "a")).toBe("");
    expect(await member("?a=1", FORM_TYPE, "?a")).toBe("1");
  });

  test("takes bytes that are no UTF-8 for Latin-1", async () => {
    const result = await read(new Uint8Array([0x61, 0x3d, 0xe9]), FORM_TYPE);
    expect(result.ok && memberOf(result.body, "a")).toBe("é");
  });

  test("reads multipart texts and files", async () => {
    const part = (disposition: string, value: string) =>
      `--B\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${value}\r\n`;
    const content = `${part('name="city"', "Orléans")}${part('name="logo"; filename="l.png"', "x")}--B--\r\n`;
    const type = "multipart/form-data; boundary=B";
    expect(await member(content, type, "city")).toBe("Orléans");
    expect(await member(content, type, "logo")).toMatchObject({ name: "l.png" });
  });

  test("refuses multipart without a boundary, and rubbish with one", async () => {
    const refusal = (reason: string) => ({ ok: false, status: 400, detail: `Multipart form parse error - ${reason}` });
    expect(await read("x", "multipart/form-data")).toEqual(refusal("Invalid boundary in multipart: None"));
    expect(await read("x", "multipart/form-data; boundary=B")).toEqual(refusal("Invalid multipart body"));
  });
});

describe("memberOf", () => {
  test.each(["[]", "null", '"a"', "1"])("is undefined in %s", async (content) => {
    expect(await member(content, JSON_TYPE, "length")).toBeUndefined();
  });

  test("sees own members alone", async () => {
    expect(await member("{}", JSON_TYPE, "toString")).toBeUndefined();
  });
});
