package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * An image of what a later build may be: it speaks one more version of the link protocol, and its
 * hello and all items have a field that the build before does not know. Three classes of the
 * protocol are compiled anew for that, from their sources with one expression replaced.
 */
final class NewerImage {
    private static final String NAME = "moonlet-newer";
    private static final String FIELD =
            ".setUnknownFields(com.google.protobuf.UnknownFieldSet.newBuilder().addField(99,"
                    + " com.google.protobuf.UnknownFieldSet.Field.newBuilder().addVarint(7).build())"
                    + ".build())";

    private static final String FIELD_BYTES = ".concat(ByteString.fromHex(\"980607\"));";

    private NewerImage() {}

    /** Builds it; returns its name. */
    static String build() throws Exception {
        Path checkout = Shell.checkout();
        Path folder = Files.createDirectories(Path.of("target", "newer").toAbsolutePath());
        Path lib = checkout.resolve("node/target/moonlet/lib");
        List<Path> jars;
        try (Stream<Path> files = Files.list(lib)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        Path jar = jars.stream().filter(NewerImage::isProtocol).findFirst().orElseThrow();
        Path newer = folder.resolve(jar.getFileName());
        Files.copy(jar, newer, StandardCopyOption.REPLACE_EXISTING);
        Path codec = checkout.resolve("protocol/src/main/java/moonlet/protocol/codec");
        List<Path> sources =
                List.of(
                        changed(
                                codec.resolve("FrameCodec.java"),
                                ".setVersionMax(hello.versionMax())",
                                ".setVersionMax(hello.versionMax() + 1)" + FIELD,
                                folder),
                        changed(
                                codec.resolve("ItemCodec.java"),
                                "return to.build()",
                                "return to" + FIELD + ".build()",
                                folder),
                        changed(
                                codec.resolve("Messages.java"),
                                "return UnsafeByteOperations.unsafeWrap(item);",
                                "return UnsafeByteOperations.unsafeWrap(item)" + FIELD_BYTES,
                                folder));
        compileInto(newer, sources, jars, folder.resolve("classes"));
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM " + NodeContainer.IMAGE + "\nCOPY *.jar /opt/moonlet/lib/\n");
        new Shell(Map.of()).run("docker", "build", "-q", "-t", NAME, folder.toString());
        return NAME;
    }

    private static boolean isProtocol(Path jar) {
        return jar.getFileName().toString().startsWith("moonlet-protocol-");
    }

    private static Path changed(Path source, String what, String by, Path folder)
            throws IOException {
        String text = Files.readString(source);
        assertEquals(2, text.split(Pattern.quote(what), -1).length, what);
        Path changed = folder.resolve(source.getFileName());
        return Files.writeString(changed, text.replace(what, by));
    }

    private static void compileInto(Path jar, List<Path> sources, List<Path> jars, Path classes)
            throws IOException {
        String classPath =
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> arguments =
                new ArrayList<>(List.of("-nowarn", "-cp", classPath, "-d", classes.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, code, "the changed sources do not compile");
        try (FileSystem into =
                        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path one : compiled.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        one,
                        into.getPath("/" + classes.relativize(one)),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
