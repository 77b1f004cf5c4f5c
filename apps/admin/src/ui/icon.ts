import type { Component, JSX } from "solid-js";

/** An icon of lucide-solid, imported by its own path: `import School from "lucide-solid/icons/school"`. */
export type Icon = Component<JSX.SvgSVGAttributes<SVGSVGElement>>;
