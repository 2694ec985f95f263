package moonlet.lua.reference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code lua5.2} of the machine: Lua as its authors made it. */
final class ReferenceLua {
    private static final String COMMAND = "lua5.2";
    private static final int BOUND_SECONDS = 300;

    /** Runs each program that the file lists, and writes what it returned behind its length. */
    private static final String DRIVER =
            """
            for size in io.lines(arg[1]) do
              local text = io.read(tonumber(size))
              local f, result = load(text, "=p", "t", setmetatable({}, {__index = _G}))
              if f then
                local ok, value = pcall(f)
                local text = type(value) == "string" and value or "(a " .. type(value) .. ")"
                result = ok and text or "error: " .. text
              else
                result = "error: " .. result
              end
              io.write(#result, "\\n", result)
            end
            """;

    private ReferenceLua() {}

    static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder(COMMAND, "-v").redirectErrorStream(true).start().waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** What each program returned, or {@code error: ...}; one process runs them all. */
    static List<String> run(List<String> programs, Path folder)
            throws IOException, InterruptedException {
        Path texts = folder.resolve("texts");
        Path sizes = folder.resolve("sizes");
        Path driver = folder.resolve("driver.lua");
        Path results = folder.resolve("results");
        Files.write(texts, String.join("", programs).getBytes(ISO_8859_1));
        Files.write(sizes, programs.stream().map(p -> String.valueOf(p.length())).toList());
        Files.writeString(driver, DRIVER);
        Process process =
                new ProcessBuilder(COMMAND, driver.toString(), sizes.toString())
                        .redirectInput(texts.toFile())
                        .redirectOutput(results.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (!process.waitFor(BOUND_SECONDS, SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(COMMAND + " did not run all programs of " + texts);
        }
        return split(Files.readString(results, ISO_8859_1));
    }

    private static List<String> split(String results) {
        List<String> all = new ArrayList<>();
        int at = 0;
        while (at < results.length()) {
            int sizeEnd = results.indexOf('\n', at);
            at = sizeEnd + 1 + Integer.parseInt(results.substring(at, sizeEnd));
            all.add(results.substring(sizeEnd + 1, at));
        }
        return all;
    }
}
