import { AA_SHAPE, AA_TEXT, contrastVerdict, inkOn, type Verdict } from "./contrast.ts";
import { PAGE } from "./page-colors.ts";

export type ThemeColors = { primaryColor: string; secondaryColor: string };

export type ThemeCheck = Verdict & {
  id: "onPrimary" | "onSecondary" | "lightPage" | "darkPage";
  /** The colour that can be mended. */
  field: keyof ThemeColors;
  color: string;
  ground: string;
  /** What WCAG asks for at level AA. */
  least: number;
};

/**
 * What schools' pages do with the two colours: they write on both, and lay the main one on a light and on a dark page,
 * where a button must be found. The fix for one page passes on the other, too.
 */
export function themeChecks({ primaryColor, secondaryColor }: ThemeColors): ThemeCheck[] {
  const check = (
    id: ThemeCheck["id"],
    field: keyof ThemeColors,
    color: string,
    ground: string,
    least: number,
  ): ThemeCheck => ({ id, field, color, ground, least, ...contrastVerdict(color, ground, least) });
  return [
    check("onPrimary", "primaryColor", inkOn(primaryColor), primaryColor, AA_TEXT),
    check("onSecondary", "secondaryColor", inkOn(secondaryColor), secondaryColor, AA_TEXT),
    check("lightPage", "primaryColor", primaryColor, PAGE.light.ground, AA_SHAPE),
    check("darkPage", "primaryColor", primaryColor, PAGE.dark.ground, AA_SHAPE),
  ];
}
