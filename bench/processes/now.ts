/** Unix time in ms, with fractions. It is comparable between processes on one machine. */
export const now = (): number => performance.timeOrigin + performance.now();
