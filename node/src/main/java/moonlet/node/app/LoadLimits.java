package moonlet.node.app;

/**
 * The limits of reading an application, so that no folder can exhaust the node.
 *
 * @param filesMax files of any kind below the application folder
 * @param folderDepthMax folders inside folders
 * @param yamlBytesMax bytes of one YAML or JSON file
 * @param yamlNestingMax lists and maps inside each other
 * @param yamlValuesMax values in one file, counted again wherever an alias repeats them
 * @param importDepthMax libraries that import libraries
 */
public record LoadLimits(
        int filesMax,
        int folderDepthMax,
        int yamlBytesMax,
        int yamlNestingMax,
        int yamlValuesMax,
        int importDepthMax) {
    public static final LoadLimits DEFAULTS =
            new LoadLimits(100_000, 64, 4 << 20, 64, 200_000, 100);
}
