package moonlet.lua.reference;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The whole API that Lua sees. */
public record ApiTable(List<ApiModule> modules) {
    /** The files of {@code moonlet/api}, in the order of the pages. */
    static final List<String> MODULES =
            List.of(
                    "globals",
                    "process",
                    "channel",
                    "errors",
                    "payload",
                    "time",
                    "pg",
                    "ctx",
                    "funcs",
                    "events",
                    "store",
                    "env",
                    "registry",
                    "system",
                    "json",
                    "hash",
                    "uuid",
                    "coroutine",
                    "string",
                    "table",
                    "math",
                    "bit32",
                    "os");

    /** Reads the files that come with Moonlet. */
    public static ApiTable read() {
        return new ApiTable(MODULES.stream().map(ApiTable::module).toList());
    }

    private static ApiModule module(String file) {
        String resource = "/moonlet/api/" + file + ".yaml";
        try (InputStream in = ApiTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: " + resource);
            }
            Map<?, ?> fields =
                    (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return new ApiModule(
                    text(fields, "module"),
                    (Boolean) fields.get("always"),
                    text(fields, "text"),
                    texts(fields, "standard"),
                    functions(fields, "functions"),
                    maps(fields, "constants").stream().map(ApiTable::constant).toList(),
                    maps(fields, "types").stream().map(ApiTable::type).toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ApiModule.Constant constant(Map<?, ?> fields) {
        return new ApiModule.Constant(
                text(fields, "name"), text(fields, "type"), text(fields, "text"));
    }

    private static ApiModule.Type type(Map<?, ?> fields) {
        return new ApiModule.Type(
                text(fields, "name"),
                text(fields, "text"),
                text(fields, "is"),
                functions(fields, "methods"));
    }

    private static List<ApiFunction> functions(Map<?, ?> fields, String name) {
        return maps(fields, name).stream()
                .map(
                        function ->
                                new ApiFunction(
                                        text(function, "name"),
                                        takes(function),
                                        texts(function, "gives"),
                                        texts(function, "fails"),
                                        text(function, "permission"),
                                        text(function, "text")))
                .toList();
    }

    private static SequencedMap<String, String> takes(Map<?, ?> function) {
        SequencedMap<String, String> takes = new LinkedHashMap<>();
        if (function.get("takes") instanceof Map<?, ?> parameters) {
            parameters.forEach((name, type) -> takes.put(name.toString(), type.toString()));
        }
        return Collections.unmodifiableSequencedMap(takes);
    }

    private static String text(Map<?, ?> fields, String name) {
        return fields.get(name) == null ? "" : fields.get(name).toString();
    }

    private static List<String> texts(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    private static List<? extends Map<?, ?>> maps(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(item -> (Map<?, ?>) item).toList()
                : List.of();
    }
}
