/** A colour as `#rrggbb`, in lower case. */
const pattern = /^#[0-9a-f]{6}$/;

/** The darkest ground under the page's accent by day, and the page's card by night (`api/checkout/page/style/base.css`). */
const grounds = { day: '#f3f4f8', night: '#181b22' } as const;

/** The contrast that WCAG 2.2 requires of text (1.4.3, AA). */
const leastContrast = 4.5;

/** The colour in lower case; undefined if the text is not a colour. */
export function parseColor(given: string): string | undefined {
  const color = given.toLowerCase();
  return pattern.test(color) ? color : undefined;
}

/**
 * True if the colour can be read on the page's ground by day, and white can be read on the colour. By night
 * the page uses a lighter shade.
 */
export function isReadable(color: string): boolean {
  return contrast(color, grounds.day) >= leastContrast;
}

/** The colours of a page with this accent, for a bright screen and for a dark one. */
export function shadesOf(color: string): { readonly [shade in 'day' | 'dayStrong' | 'night']: string } {
  return { day: color, dayStrong: mixed(color, '#000000', 0.2), night: forNight(color) };
}

/** Adds as much white as it takes to read the colour on the dark ground. White itself can be read there. */
function forNight(color: string): string {
  for (let share = 0; share < 1; share += 0.05) {
    const shade = mixed(color, '#ffffff', share);
    if (contrast(shade, grounds.night) >= leastContrast) return shade;
  }
  return '#ffffff';
}

/** WCAG 2.2: the ratio of the relative luminances, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed(color: string, other: string, share: number): string {
  const others = channels(other);
  const parts = channels(color).map((value, at) => value + ((others[at] ?? 0) - value) * share);
  return `#${parts.map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): readonly number[] {
  return [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16));
}
