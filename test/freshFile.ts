import { vi } from 'vitest';

// Files share a process, and the packages that it loaded; our own modules, and what they hold, are each file's own.
vi.resetModules();
