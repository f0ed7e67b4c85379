package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelHashTest {
  private static final String INFO =
      "{\"version\":\"4.0.0\",\"song\":{\"title\":\"Provider Hash Golden\",\"subTitle\":\"\","
          + "\"author\":\"AeroBeat\"},\"audio\":{\"songFilename\":\"Song.egg\","
          + "\"audioDataFilename\":\"AudioData.dat\",\"bpm\":120,\"previewStartTime\":0,"
          + "\"previewDuration\":10},\"coverImageFilename\":\"Cover.png\",\"difficultyBeatmaps\":["
          + "{\"characteristic\":\"Lightshow\",\"difficulty\":\"Easy\",\"difficultyRank\":1,"
          + "\"beatmapDataFilename\":\"EasyLightshow.dat\","
          + "\"lightshowDataFilename\":\"SharedLightshow.dat\",\"noteJumpMovementSpeed\":10,"
          + "\"noteJumpStartBeatOffset\":0},{\"characteristic\":\"Standard\","
          + "\"difficulty\":\"ExpertPlus\",\"difficultyRank\":9,"
          + "\"beatmapDataFilename\":\"ExpertPlusStandard.dat\","
          + "\"lightshowDataFilename\":\"SharedLightshow.dat\",\"noteJumpMovementSpeed\":18,"
          + "\"noteJumpStartBeatOffset\":0}]}";
  private static final String AUDIO = "{\"version\":\"4.0.0\",\"songChecksum\":\"golden\"}";
  private static final String EASY = "{\"version\":\"4.0.0\",\"basicBeatmapEvents\":[]}";
  private static final String LIGHTS =
      "{\"version\":\"4.0.0\",\"lightColorEventBoxGroups\":[{\"b\":1}]}";
  private static final String EXPERT =
      "{\"version\":\"4.0.0\",\"colorNotesData\":[{\"x\":1,\"y\":1,\"c\":0,\"d\":1}],"
          + "\"colorNotes\":[{\"b\":1,\"i\":0}]}";

  private static Map<String, String> golden() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Info.dat", INFO);
    files.put("AudioData.dat", AUDIO);
    files.put("EasyLightshow.dat", EASY);
    files.put("SharedLightshow.dat", LIGHTS);
    files.put("ExpertPlusStandard.dat", EXPERT);
    return files;
  }

  private static String sha1(String... texts) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    digest.update(String.join("", texts).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void v4IsTheGoldenVector() throws IOException {
    assertEquals("96e68173fffd6454bfb38740acaf58653da11320", SampleLevels.read(golden()).hash());
  }

  @Test
  void missingFilesAreSkipped() throws Exception {
    Map<String, String> files = golden();
    files.remove("SharedLightshow.dat");
    files.remove("EasyLightshow.dat");
    assertEquals(sha1(INFO, AUDIO, EXPERT), SampleLevels.read(files).hash());
  }

  @Test
  void brokenFilesAreHashedAllTheSame() throws Exception {
    Map<String, String> files = golden();
    files.put("EasyLightshow.dat", "broken");
    files.put("AudioData.dat", "broken too");
    assertEquals(
        sha1(INFO, "broken too", "broken", LIGHTS, EXPERT, LIGHTS),
        SampleLevels.read(files).hash());
  }

  @Test
  void v2IsInfoAndDifficultiesInTheOrderOfTheInfo() throws Exception {
    assertEquals(
        sha1(
            SampleLevels.V2_INFO,
            SampleLevels.V2_HARD,
            SampleLevels.V3_EXPERT_PLUS,
            SampleLevels.V2_ONE),
        SampleLevels.read(SampleLevels.v2()).hash());
  }

  @Test
  void difficultiesThatCannotBeReadCountAllTheSame() throws Exception {
    Map<String, String> files = SampleLevels.v2();
    String info = SampleLevels.V2_INFO.replace("\"Hard\"", "\"Harder\"").replace("OneSaber", " ");
    files.put("Info.dat", info);
    assertEquals(
        sha1(info, SampleLevels.V2_HARD, SampleLevels.V3_EXPERT_PLUS, SampleLevels.V2_ONE),
        SampleLevels.read(files).hash());
  }

  @Test
  void aLevelThatNamesFilesOutsideHasNoIdentity() throws Exception {
    Map<String, String> files = SampleLevels.v2();
    files.put("Info.dat", files.get("Info.dat").replace("\"Hard.dat\"", "\"../Hard.dat\""));
    Level level = SampleLevels.read(files);
    assertEquals("", level.hash());
    assertEquals(
        List.of("leads out of the level"),
        level.warnings().stream().map(ReadWarning::reason).toList());
  }
}
