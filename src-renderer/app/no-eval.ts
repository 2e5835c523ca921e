import { config } from 'zod';

/**
 * The page forbids eval. Zod would try it once, for speed, and the browser would report the attempt as a violation.
 * Imported before anything that builds a schema.
 */
config({ jitless: true });
