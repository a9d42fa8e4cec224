/** The version of sluice: that of package.json, put in by the build. */
import packaged from "../../package.json" with { type: "json" };

export const version: string = packaged.version;
