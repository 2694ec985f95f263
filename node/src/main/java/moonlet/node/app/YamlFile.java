package moonlet.node.app;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns the bytes of a YAML or JSON file into trees, and its mistakes into plain words. */
final class YamlFile {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private YamlFile() {}

    /** The documents of a file; none, and a mistake, where it cannot be read. */
    static List<Tree> read(String file, byte[] bytes, LoadLimits limits, Problems problems) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            problems.unreadable(new Place(file, 1), "is not UTF-8 text; save it as UTF-8");
            return List.of();
        }
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        if (file.endsWith(".json")) {
            // JSON allows tabs between values and never inside them; YAML is less generous.
            text = text.replace('\t', ' ');
        }
        try {
            return new YamlDocuments(file, text, limits, problems).read();
        } catch (BadYaml bad) {
            problems.unreadable(new Place(file, bad.line()), bad.getMessage());
        } catch (MarkedYamlEngineException bad) {
            int line = bad.getProblemMark().map(Mark::getLine).orElse(0);
            problems.unreadable(new Place(file, line + 1), explain(bad, text, line));
        } catch (ReaderException bad) {
            long line = text.codePoints().limit(bad.getPosition()).filter(c -> c == '\n').count();
            problems.unreadable(
                    new Place(file, (int) line + 1),
                    "a control character (code "
                            + bad.getCodePoint()
                            + ") cannot stand in YAML; remove it");
        } catch (YamlEngineException bad) {
            problems.unreadable(new Place(file, 1), "is not YAML: " + oneLine(bad.getMessage()));
        }
        return List.of();
    }

    private static String explain(MarkedYamlEngineException bad, String text, int line) {
        String indent = text.lines().skip(line).findFirst().orElse("").split("[^ \t]", 2)[0];
        if (indent.contains("\t")) {
            return "a tab indents this line; YAML is indented with spaces only, so replace the tab";
        }
        String said = String.valueOf(bad.getProblem());
        String advice =
                said.startsWith("mapping values are not allowed")
                        ? "a second colon in this line, or a wrong indentation; put the text in"
                                + " quotes or align it"
                        : said.startsWith("expected <block end>")
                                ? "the indentation does not fit; the fields of one entry start in"
                                        + " one column"
                                : said.contains("expected ',' or")
                                        ? "a list [..] or map {..} is not closed, or a comma is"
                                                + " missing"
                                        : said.startsWith("could not find expected ':'")
                                                ? "a colon is missing; write key: value"
                                                : "not YAML";
        return advice + " (" + oneLine(said) + ")";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
