"""`models`: the LLMs that can be used here, and their files."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from tutor.answering.capabilities import kept_capabilities
from tutor.answering.model_files import DEFAULT_MODEL, MODEL_FILES, is_whole, model_file, model_path, pull, verify
from tutor.answering.models import list_models, resolve_name
from tutor.answering.probing import in_words
from tutor.assemble import open_tutor
from tutor.cli.console import JsonOption, notice, out, print_json, progress_bar
from tutor.errors import ModelError, UsageError
from tutor.redacting import redacted
from tutor.settings import load_settings

models_app = typer.Typer(help="The LLMs that can be used here, and their files.", no_args_is_help=True)


@models_app.command("list")
def models_list(json_: JsonOption = False) -> None:
    """Show every LLM, whether it can be used here, and what it lacks."""
    settings = load_settings()
    statuses = list_models(settings.model_dir)
    chosen = redacted(resolve_name(settings.llm, settings.model_dir))
    if json_:
        print_json({"models": [asdict(status) for status in statuses], "default": chosen})
        return
    for status in statuses:
        mark = "*" if status.name == chosen else " "
        out.print(f"{mark} {status.name:<26} {status.state:<11} {status.detail}")
    notice(f"* in use: {chosen}. Another one: --llm NAME or TUTOR_LLM=NAME")


@models_app.command("pull")
def models_pull(
    name: Annotated[str, typer.Argument(help="A local LLM's name.")] = DEFAULT_MODEL.name, json_: JsonOption = False
) -> None:
    """Fetch the files of a local LLM; goes on where an earlier call stopped."""
    settings = load_settings()
    model = model_file(name)
    with progress_bar(model.name, in_bytes=True) as advance:
        path = pull(model, settings.model_dir, advance)
    if json_:
        print_json({"name": model.name, "path": str(path), "bytes": model.size, "sha256": model.sha256})
    else:
        out.print(f"{model.name} is ready: {path}")


@models_app.command("probe")
def models_probe(
    name: Annotated[str | None, typer.Argument(help="An LLM's name.", show_default="the one in use")] = None,
    json_: JsonOption = False,
) -> None:
    """Find out what an LLM can do, by three short questions, and keep it; the app does so by itself."""
    tutor = open_tutor(load_settings(llm=name))
    try:
        found = tutor.probe()
    finally:
        tutor.close()
    if found is None:
        raise UsageError("There is no LLM to probe: none is in use. Name one: interview-tutor models probe NAME")
    chosen = tutor.model_status().name
    if json_:
        print_json({"name": chosen, **asdict(found)})
    else:
        out.print(f"{chosen} {in_words(found)}")


@models_app.command("verify")
def models_verify(json_: JsonOption = False) -> None:
    """Check the SHA-256 of every local LLM that is here, and tell what its probe found; exits with 1 on damage."""
    settings = load_settings()
    results: list[dict[str, Any]] = []
    for model in MODEL_FILES:
        path = model_path(model, settings.model_dir)
        if not path.is_file():
            results.append({"name": model.name, "path": str(path), "state": "missing"})
            continue
        path.with_suffix(".verified").unlink(missing_ok=True)
        try:
            verify(model, settings.model_dir)
            found = kept_capabilities(settings.capabilities_file, f"local:{model.name}", settings.model_dir)
            probed = asdict(found) if found else None
            results.append({"name": model.name, "path": str(path), "state": "verified", "capabilities": probed})
            notice(f"{model.name}: {in_words(found)}")
        except ModelError as error:
            results.append({"name": model.name, "path": str(path), "state": "damaged"})
            notice(f"Error: {error}")
    if json_:
        print_json({"models": results})
    else:
        for result in results:
            out.print(f"{result['name']:<20} {result['state']:<9} {result['path']}")
    if any(result["state"] == "damaged" for result in results):
        raise typer.Exit(1)
    if not is_whole(DEFAULT_MODEL, settings.model_dir):
        notice(f"Get the default LLM: interview-tutor models pull {DEFAULT_MODEL.name}")
