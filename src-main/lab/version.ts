declare const __LAB_VERSION__: string | undefined;

/** Version of the lab with the commit that it was built from, such as 0.1.0+1a2b3c4; set by the build. */
export const LAB_VERSION = typeof __LAB_VERSION__ === 'string' ? __LAB_VERSION__ : 'unbuilt';
