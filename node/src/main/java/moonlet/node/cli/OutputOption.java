package moonlet.node.cli;

import picocli.CommandLine.Option;

/** {@code -o}: for people, or for programs. */
final class OutputOption {
    /** How results are written. */
    enum Format {
        text,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text or json; default is text.")
    Format format = Format.text;

    boolean isJson() {
        return format == Format.json;
    }
}
