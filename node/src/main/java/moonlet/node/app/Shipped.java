package moonlet.node.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries that come with Moonlet, in the namespace {@code moonlet}: the test library. */
final class Shipped {
    private static final String NAMESPACE = "moonlet";
    private static final String INDEX = "_index.yaml";
    private static final String FILE = "file://";

    private Shipped() {}

    /** Whether an id is one that only we may define. */
    static boolean owns(String id) {
        return id.startsWith(NAMESPACE + ":");
    }

    /** An application has them if one of its entries imports one; else they are not there. */
    static boolean isWanted(Map<String, Definition> definitions) {
        return definitions.values().stream()
                .map(definition -> definition.fields().get("imports"))
                .filter(Tree.Fields.class::isInstance)
                .flatMap(imports -> ((Tree.Fields) imports).fields().values().stream())
                .anyMatch(field -> field.value() instanceof Tree.Scalar id && owns(id.text()));
    }

    /** All of them, by id. */
    static Map<String, Definition> definitions(LoadLimits limits) {
        Problems problems = new Problems();
        Map<String, Definition> definitions = new LinkedHashMap<>();
        HeaderReader header = new HeaderReader(problems);
        YamlFile.read(NAMESPACE + "/" + INDEX, bytes(INDEX), limits, problems)
                .forEach(
                        document ->
                                header.read(document)
                                        .forEach(entry -> definitions.put(entry.id(), entry)));
        if (!problems.mistakes().equals(List.of())) {
            throw new IllegalStateException("shipped entries: " + problems.mistakes());
        }
        return definitions;
    }

    /** The Lua text that {@code file://NAME} means in one of them. */
    static Source source(Tree.Scalar text) {
        String file = text.text().substring(FILE.length());
        return new Source(NAMESPACE + "/" + file, bytes(file));
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Shipped.class.getResourceAsStream("/moonlet/shipped/" + file)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: moonlet/shipped/" + file);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
