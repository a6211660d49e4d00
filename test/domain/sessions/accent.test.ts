import { expect, it } from 'vitest';
import { contrast, isReadable, parseColor, shadesOf } from '../../../domain/sessions/accent.ts';

it('a colour is six hexadecimal digits, in any case', () => {
  expect(parseColor('#3147D4')).toBe('#3147d4');
  for (const none of ['#fff', '3147d4', '#3147d40', 'red', '#31 7d4', '#gggggg', '']) {
    expect(parseColor(none), none).toBeUndefined();
  }
});

it('contrast is computed as in WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(isReadable('#3147d4')).toBe(true);
  for (const pale of ['#ffffff', '#ffd800', '#7f8fff', '#757575']) expect(isReadable(pale), pale).toBe(false);
});

it('every colour that is readable by day has a shade that is readable by night', () => {
  for (const color of ['#000000', '#3147d4', '#7a1f5c', '#00572b', '#0000ff', '#b00020']) {
    expect(isReadable(color), color).toBe(true);
    const { day, dayStrong, night } = shadesOf(color);
    expect(day).toBe(color);
    expect(contrast(night, '#181b22')).toBeGreaterThanOrEqual(4.5);
    expect(isReadable(dayStrong)).toBe(true);
  }
});
