package moonlet.lua.json;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A schema that can be used by all processes at the same time; nothing in it changes. */
public final class CompiledSchema {
    private static final int ERRORS_SHOWN = 3;
    private static final int ERROR_CHARS_MAX = 200;

    /** What the library says of a reference, with an address that it made for the schema. */
    private static final Pattern UNRESOLVED =
            Pattern.compile(
                    "Resolution of (\\S+) \\[(?:https://harrel\\.dev/[0-9a-f]+)?(.*)\\] failed");

    private static final String NOWHERE = "the schema has $1 to \"$2\", which is not in it";

    private final Validator validator;
    private final URI uri;

    CompiledSchema(Validator validator, URI uri) {
        this.validator = validator;
        this.uri = uri;
    }

    /** Returns null if the value is valid, or what is wrong. */
    public String validate(LuaValue value, Cost cost) {
        ValidationWork work = new ValidationWork(cost);
        try {
            Validator.Result result = validator.validate(uri, LuaNode.of(value, work));
            return result.isValid() ? null : wrong(result);
        } catch (BadSchema | SafePattern.Refused | JsonSchemaException error) {
            return error.getMessage();
        }
    }

    /** The same for a JSON text, in which null and {@code {}} are what they are. */
    public String validateText(LuaString text, Cost cost) throws BadJson {
        return validate(JsonReader.exact(text, JsonFormat.DEPTH_MAX, cost), cost);
    }

    static String wrong(Validator.Result result) {
        String errors =
                result.getErrors().stream()
                        .limit(ERRORS_SHOWN)
                        .map(CompiledSchema::show)
                        .collect(Collectors.joining("; "));
        int more = result.getErrors().size() - ERRORS_SHOWN;
        return errors.isEmpty()
                ? "not valid"
                : errors + (more > 0 ? "; and " + more + " more" : "");
    }

    private static String show(Error error) {
        String text = UNRESOLVED.matcher(error.getError()).replaceFirst(NOWHERE);
        String where = error.getInstanceLocation();
        String shown = (where.isEmpty() ? "/" : where) + ": " + text;
        return shown.length() <= ERROR_CHARS_MAX
                ? shown
                : shown.substring(0, ERROR_CHARS_MAX) + "...";
    }
}
